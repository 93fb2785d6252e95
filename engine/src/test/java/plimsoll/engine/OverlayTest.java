package plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.architectures.Gains;
import plimsoll.engine.architectures.Linear.LowRank;
import plimsoll.engine.architectures.Overlay;
import plimsoll.engine.architectures.Overlay.Edit;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.fixtures.TinyModel;
import plimsoll.engine.forward.Tap;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorView;

/// Changes in memory do what the same changes written out would do, and the model itself stays as it is.
class OverlayTest {
    private static final String MATRIX = "blk.1.ffn_down";
    private static final int LAST = 8;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void aTinyModel() throws Exception {
        file = TinyModel.of("llama").writeTo(folder.resolve("tiny.gguf"));
    }

    private Model open() throws Exception {
        return Model.open(file, ModelOptions.standard().withCache(DType.F32));
    }

    private static float[] logits(Model model) throws Exception {
        return logits(model, Optional.empty());
    }

    private static float[] logits(Model model, Optional<Tap> tap) throws Exception {
        var tokens = Tokens.of(1, 20, 300, 40, 50, 60, 70, 80, 90);
        try (var engine = model.start(EngineOptions.standard())) {
            return engine.score(new ScoreRequest(tokens, List.of(LAST), tap, ""))
                    .get()
                    .logits(LAST);
        }
    }

    private static float[] normals(int count, long seed) {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 0.2f * (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] read(TensorView matrix) {
        var values = new float[Math.toIntExact(matrix.shape().parameters())];
        BlockCodec.of(matrix.type()).orElseThrow().decode(matrix.data(), values, 0);
        return values;
    }

    @Test
    void aLowRankEditIsTheEditedMatrix() throws Exception {
        try (var model = open()) {
            var a = normals(TinyModel.FEED_FORWARD, 1);
            var b = normals(TinyModel.WIDTH, 2);
            var edited = read(model.file().tensor(MATRIX + ".weight").orElseThrow());
            for (int row = 0; row < b.length; row++) {
                for (int column = 0; column < a.length; column++) {
                    edited[row * a.length + column] += 0.5f * b[row] * a[column];
                }
            }
            var before = logits(model);
            var rankOne = new LowRank(Overlay.matrix(1, a.length, a), Overlay.matrix(b.length, 1, b), 0.5f);
            var added = logits(model.with(new Overlay(List.of(new Edit.Add(MATRIX, rankOne)))));
            var replaced = logits(model.with(
                    new Overlay(List.of(new Edit.Replace(MATRIX, Overlay.matrix(b.length, a.length, edited))))));
            assertArrayEquals(replaced, added, 1e-5f * EngineTest.largest(replaced));
            assertNotEquals(before[3], added[3]);
            assertArrayEquals(before, logits(model), "the model itself has changed");
        }
    }

    @Test
    void whatIsAblatedIsNeverWritten() throws Exception {
        try (var model = open()) {
            var direction = new float[TinyModel.WIDTH];
            direction[5] = 3;
            var names = List.of("blk.0.attn_output", "blk.0.ffn_down", "blk.1.attn_output", "blk.1.ffn_down");
            var ablated = model.with(new Overlay(List.of(new Edit.Ablate(Gains.of(direction), names))));
            var seen = new float[2][];
            logits(ablated, Optional.of((point, layer, position, hidden) -> {
                if (position == LAST && point == Tap.Point.EMBEDDING) {
                    seen[0] = hidden;
                }
                if (position == LAST && point == Tap.Point.LAYER && layer == 1) {
                    seen[1] = hidden;
                }
            }));
            assertEquals(seen[0][5], seen[1][5], 1e-5f);
            assertNotEquals(seen[0][6], seen[1][6]);
        }
    }

    @Test
    void steeringIsSeenAfterItsLayer() throws Exception {
        try (var model = open()) {
            var direction = normals(TinyModel.WIDTH, 3);
            var steered = model.with(new Overlay(List.of(new Edit.Steer(0, Gains.of(direction)))));
            var seen = new float[2][];
            logits(model, Optional.of(at(seen, 0)));
            logits(steered, Optional.of(at(seen, 1)));
            for (int i = 0; i < direction.length; i++) {
                assertEquals(seen[0][i] + direction[i], seen[1][i], 1e-5f);
            }
        }
    }

    private static Tap at(float[][] seen, int index) {
        return (point, layer, position, hidden) -> {
            if (position == LAST && point == Tap.Point.LAYER && layer == 0) {
                seen[index] = hidden;
            }
        };
    }

    @Test
    void equalChangesHaveOneName() throws Exception {
        try (var model = open()) {
            var one = new Overlay(List.of(new Edit.Steer(0, Gains.of(normals(TinyModel.WIDTH, 3)))));
            var same = new Overlay(List.of(new Edit.Steer(0, Gains.of(normals(TinyModel.WIDTH, 3)))));
            var other = new Overlay(List.of(new Edit.Steer(1, Gains.of(normals(TinyModel.WIDTH, 3)))));
            assertEquals(one.identity(), same.identity());
            assertNotEquals(one.identity(), other.identity());
            assertEquals("", model.overlayIdentity());
            assertEquals(one.identity(), model.with(one).overlayIdentity());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        try (var model = open()) {
            var edits = List.<Edit>of(
                    new Edit.Replace("blk.9.ffn_down", Overlay.matrix(1, 1, 1)),
                    new Edit.Replace(MATRIX, Overlay.matrix(1, 1, 1)),
                    new Edit.Add(MATRIX, new LowRank(Overlay.matrix(1, 1, 1), Overlay.matrix(1, 1, 1), 1)),
                    new Edit.Ablate(Gains.of(1), List.of(MATRIX)),
                    new Edit.Steer(2, Gains.of(new float[TinyModel.WIDTH])));
            for (var edit : edits) {
                var overlay = new Overlay(List.of(edit));
                assertThrows(IllegalArgumentException.class, () -> model.with(overlay), edit::toString);
            }
        }
    }
}
