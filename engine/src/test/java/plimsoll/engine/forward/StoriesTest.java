package plimsoll.engine.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.architectures.Described;
import plimsoll.engine.cache.PageShape;
import plimsoll.engine.cache.PageTable;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.fixtures.SharedModels;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Rows;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.tensors.DType;

/// A trained model, small enough to be known by heart: its own story comes out, from every file it was written to.
class StoriesTest {
    @ParameterizedTest
    @ValueSource(strings = {"stories260K-f32.gguf", "stories260K-f16.gguf", "model.safetensors"})
    void theReferenceStoryComesOut(String name) throws IOException {
        Json text = JsonReader.read(Files.readString(SharedModels.stories("reference.json")));
        var reference = (Json.Members) text;
        var expected = ids(reference.get("greedy_ids").orElseThrow());
        var logits = floats(reference.get("logits_after_bos").orElseThrow());
        try (var file = ModelFile.open(SharedModels.stories(name));
                var workers = new Workers(2)) {
            var kernels = Kernels.fastest();
            var model = Described.of(file, kernels);
            var shape = model.shape();
            var layout = new PageShape(shape.layers(), shape.kvHeads(), shape.headDim(), DType.F32);
            try (var pages = new Pages(layout, 20)) {
                var forward = new Forward(shape, model.weights(), kernels, workers, pages, 512, 8);
                var table = new PageTable(pages);
                int token = expected[0];
                for (int position = 0; position < expected.length - 1; position++) {
                    table.grow(position + 1);
                    var batch = new Batch();
                    batch.add(new Batch.Row(token, position, table, true, Optional.empty()));
                    var out = forward.step(batch);
                    if (position == 0 && !name.contains("f16")) {
                        assertArrayEquals(logits, out.copyOfRow(0), 1e-4f * largest(logits));
                    }
                    token = best(out);
                    assertEquals(expected[position + 1], token, "token " + (position + 1));
                }
            }
        }
    }

    private static int best(Rows logits) {
        int best = 0;
        for (int i = 1; i < logits.columns(); i++) {
            best = logits.values()[i] > logits.values()[best] ? i : best;
        }
        return best;
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static int[] ids(Json items) {
        return ((Json.Items) items)
                .values().stream()
                        .mapToInt(item -> (int) ((Json.Whole) item).value())
                        .toArray();
    }

    private static float[] floats(Json items) {
        var values = ((Json.Items) items).values();
        var floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = switch (values.get(i)) {
                case Json.Real(var real) -> (float) real;
                case Json.Whole(var whole) -> whole;
                default -> throw new IllegalArgumentException("not a number");
            };
        }
        return floats;
    }
}
