package plimsoll.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.files.SafetensorsModel;

class LoraTest {
    private static final Layout LAYOUT = new Layout(Toys.SHAPE);
    private static final String RECIPE =
            "\"from\":\"base\",\"lora\":{\"rank\":3,\"alpha\":6,\"targets\":[\"q_proj\",\"v_proj\",\"down_proj\"]}";

    @TempDir
    private Path folder = Path.of("");

    private Workshop workshop = new Workshop(Path.of(""));

    @BeforeEach
    void aModelToBeginWith() throws IOException {
        workshop = Workshop.in(folder.resolve("shop"));
        Workshop.train(workshop.recipe(), base(), false, step -> false);
    }

    @Test
    void gradientsOfEveryAdapterAgreeWithFiniteDifferences() {
        var pack = new Pack(Toys.samples(2, 11));
        var frozen = Beginning.weights(LAYOUT, 2);
        for (int i = 0; i < frozen.length; i++) {
            frozen[i] *= frozen[i] == 1 ? 0.9f : 12;
        }
        var adapters =
                new Adapters(new Lora(4, 8, Lora.TARGETS, Optional.empty()), LAYOUT, frozen, 5, Kernels.fastest());
        var learned = adapters.beginning();
        var random = new Randomness(1, 1);
        for (int i = 0; i < learned.length; i++) {
            learned[i] += (float) (0.05 * random.normal()); // B as well, or A would have no gradient
        }
        var shard = new Shard(LAYOUT, pack.length(), Kernels.fastest());
        shard.learn(pack, adapters.weights(learned), 1);
        var gradient = adapters.gradient(learned, shard.gradient.clone());
        assertEquals(Toys.SHAPE.layers() * Lora.TARGETS.size(), adapters.all().size());
        for (var adapter : adapters.all()) {
            assertSlope(adapters, shard, pack, learned, gradient, adapter.from(), adapter.second());
            assertSlope(adapters, shard, pack, learned, gradient, adapter.second(), adapter.end());
        }
    }

    private static void assertSlope(
            Adapters adapters, Shard shard, Pack pack, float[] learned, float[] gradient, int from, int to) {
        double expected = 0;
        for (int i = from; i < to; i++) {
            expected += (double) gradient[i] * gradient[i];
        }
        double size = 3e-3 / Math.sqrt(expected);
        double up = shard.loss(pack, adapters.weights(moved(learned, gradient, from, to, size)));
        double down = shard.loss(pack, adapters.weights(moved(learned, gradient, from, to, -size)));
        assertEquals(1, (up - down) / (2 * size) / expected, 1e-2, from + " to " + to);
    }

    private static float[] moved(float[] learned, float[] gradient, int from, int to, double size) {
        var moved = learned.clone();
        for (int i = from; i < to; i++) {
            moved[i] += (float) (gradient[i] * size);
        }
        return moved;
    }

    @Test
    void theMergedModelIsTheBaseAndTheAdaptersAsPeftAddsThem() throws IOException {
        workshop.data(Workshop.conversation("what is 1", "it is something else now"));
        var output = folder.resolve("tuned");
        assertTrue(Workshop.train(workshop.recipe(RECIPE), output, false, step -> false));
        var base = tensor(base(), "model.layers.1.self_attn.q_proj.weight");
        var merged = tensor(output, "model.layers.1.self_attn.q_proj.weight");
        var stem = "base_model.model.model.layers.1.self_attn.q_proj.lora_";
        var a = tensor(output.resolve("adapter_model.safetensors"), stem + "A.weight");
        var b = tensor(output.resolve("adapter_model.safetensors"), stem + "B.weight");
        int in = a.length / 3;
        double most = 0;
        for (int i = 0; i < base.length; i++) {
            double sum = 0;
            for (int r = 0; r < 3; r++) {
                sum += (double) b[i / in * 3 + r] * a[r * in + i % in];
            }
            assertEquals(base[i] + 2 * sum, merged[i], 1e-5, "element " + i);
            most = Math.max(most, Math.abs(sum));
        }
        assertTrue(most > 1e-3, "the adapters learned something");
        assertArrayEquals(
                tensor(base(), "model.layers.1.mlp.up_proj.weight"),
                tensor(output, "model.layers.1.mlp.up_proj.weight"),
                "what is no target stays");
        var config = Files.readString(output.resolve("adapter_config.json"));
        assertTrue(config.contains("\"base_model_name_or_path\":\"base\""), config);
        assertTrue(config.contains("\"r\":3") && config.contains("\"target_modules\":[\"q_proj\""), config);
        assertTrue(lossAfter(output) < lossAfter(base()), () -> "the merged model learned nothing: " + output);
    }

    @Test
    void adaptersThatWereStoppedGoOnToTheSameBytes() throws IOException {
        var through = folder.resolve("through");
        Workshop.train(workshop.recipe(RECIPE), through, false, step -> false);
        var again = folder.resolve("again");
        assertFalse(Workshop.train(workshop.recipe(RECIPE), again, false, step -> step == 5));
        assertTrue(Workshop.train(workshop.recipe(RECIPE), again, true, step -> false));
        for (var name : List.of("adapter_model.safetensors", "adapter_config.json", "model.safetensors")) {
            assertEquals(-1, Files.mismatch(through.resolve(name), again.resolve(name)), name);
        }
    }

    @Test
    void whatIsNoAdapterIsRefused() {
        assertSentence("lora.targets", "\"from\":\"base\",\"lora\":{\"rank\":2,\"targets\":[\"lm_head\"]}");
        assertSentence("lora.rank", "\"from\":\"base\",\"lora\":{\"rank\":0,\"targets\":\"q_proj\"}");
        assertSentence("lora.colour", "\"from\":\"base\",\"lora\":{\"rank\":1,\"targets\":\"q_proj\",\"colour\":1}");
        assertSentence(
                "lora needs from",
                "\"model\":{\"dimension\":8,\"layers\":1,\"heads\":2,\"feed_forward\":8},"
                        + "\"lora\":{\"rank\":2,\"targets\":\"q_proj\"}");
    }

    private void assertSentence(String words, String more) {
        var refused = assertThrows(TrainingRefused.class, () -> workshop.recipe(more));
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
    }

    private double lossAfter(Path model) throws IOException {
        var ingredients = Ingredients.read(workshop.recipe());
        var shard = new Shard(ingredients.layout(), 96, Kernels.fastest());
        return shard.loss(
                new Pack(ingredients.samples().subList(0, 1)), new ModelFolder(model).weights(ingredients.layout()));
    }

    private Path base() {
        return workshop.folder().resolve("base");
    }

    private static float[] tensor(Path model, String name) throws IOException {
        try (var open = SafetensorsModel.open(model)) {
            var tensor = Objects.requireNonNull(open.tensors().get(name), name);
            var values = new float[(int) tensor.shape().parameters()];
            BlockCodec.of(tensor.type()).orElseThrow().decode(tensor.data(), values, 0);
            return values;
        }
    }
}
