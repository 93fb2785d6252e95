package plimsoll.engine.architectures;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import plimsoll.engine.architectures.Linear.LowRank;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// Changes to a model that never touch its file: for evaluations that tamper with it, probes, adapters.
///
/// Matrices are named as in GGUF without ending: `blk.3.ffn_down`, `output`, `token_embd`.
public record Overlay(List<Edit> edits) {
    /// One change.
    public sealed interface Edit {
        /// Other numbers in place of a matrix.
        record Replace(String matrix, TensorView by) implements Edit {}

        /// `scale * b a` added to a matrix, whatever its number format.
        record Add(String matrix, LowRank what) implements Edit {}

        /// Takes a direction of the hidden state out of what these matrices write: `w - r r' w`.
        ///
        /// @param direction as long as the width; any length but 0
        record Ablate(Gains direction, List<String> matrices) implements Edit {
            public Ablate {
                matrices = List.copyOf(matrices);
            }
        }

        /// Added to the hidden state of every token after a layer.
        record Steer(int layer, Gains direction) implements Edit {}
    }

    public Overlay {
        edits = List.copyOf(edits);
    }

    /// The weights with all changes. The ones given stay as they are.
    ///
    /// @throws IllegalArgumentException when a matrix or layer does not exist, or a shape does not fit
    Weights applyTo(Weights weights) {
        var edited = weights;
        for (var edit : edits) {
            edited = switch (edit) {
                case Edit.Replace(var matrix, var by) -> change(edited, Set.of(matrix), linear -> replaced(linear, by));
                case Edit.Add(var matrix, var what) -> change(edited, Set.of(matrix), linear -> fitting(linear, what));
                case Edit.Ablate(var direction, var matrices) ->
                    change(edited, Set.copyOf(matrices), linear -> ablated(linear, direction.values()));
                case Edit.Steer(var layer, var direction) -> steered(edited, layer, direction);
            };
        }
        return edited;
    }

    private static Weights change(Weights weights, Set<String> names, UnaryOperator<Linear> by) {
        var missing = new HashSet<>(names);
        var changed = weights.mapped((name, linear) -> {
            missing.remove(name);
            return names.contains(name) ? by.apply(linear) : linear;
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the model has no matrices " + missing);
        }
        return changed;
    }

    private static Linear replaced(Linear linear, TensorView by) {
        if (!by.shape().equals(linear.weight().shape())) {
            throw new IllegalArgumentException(
                    "%s in place of %s".formatted(by.shape(), linear.weight().shape()));
        }
        return new Linear(by, linear.bias(), linear.edits());
    }

    private static Linear fitting(Linear linear, LowRank what) {
        var weight = linear.weight();
        if (what.a().columns() != weight.columns() || what.b().rows() != weight.rows()) {
            throw new IllegalArgumentException(
                    "%s and %s beside %s".formatted(what.a().shape(), what.b().shape(), weight.shape()));
        }
        return linear.with(what);
    }

    /// `-r (w' r)'` of rank one, which needs `w' r`: the columns of the matrix weighed by the direction.
    private static Linear ablated(Linear linear, float[] direction) {
        var weight = linear.weight();
        if (direction.length != weight.rows()) {
            throw new IllegalArgumentException("a direction of %d for %s".formatted(direction.length, weight.shape()));
        }
        double square = 0;
        for (float part : direction) {
            square += (double) part * part;
        }
        int columns = Math.toIntExact(weight.columns());
        var codec = BlockCodec.of(weight.type()).orElseThrow();
        var values = new float[columns];
        var sums = new double[columns];
        for (int row = 0; row < direction.length; row++) {
            codec.decode(weight.row(row), values, 0);
            for (int column = 0; column < columns; column++) {
                sums[column] += direction[row] * values[column] / square;
            }
        }
        var a = new float[columns];
        for (int column = 0; column < columns; column++) {
            a[column] = (float) sums[column];
        }
        return linear.with(new LowRank(matrix(1, columns, a), matrix(direction.length, 1, direction), -1));
    }

    /// A matrix of floats in memory that lives as long as somebody holds it.
    public static TensorView matrix(int rows, int columns, float... values) {
        var bytes = Arena.ofAuto().allocate(4L * values.length, 64);
        MemorySegment.copy(values, 0, bytes, LittleEndian.FLOAT, 0, values.length);
        return new TensorView("edit", DType.F32, TensorShape.of(rows, columns), bytes);
    }

    private static Weights steered(Weights weights, int number, Gains direction) {
        var layers = new ArrayList<>(weights.layers());
        if (number < 0 || number >= layers.size()) {
            throw new IllegalArgumentException("the model has no layer " + number);
        }
        if (direction.values().length != weights.embedding().columns()) {
            throw new IllegalArgumentException("a direction of " + direction.values().length);
        }
        layers.set(number, layers.get(number).steeredBy(Optional.of(direction)));
        return new Weights(weights.embedding(), weights.outputNorm(), weights.output(), layers);
    }

    /// The name of these changes: equal changes, equal name. For caches and records of evaluations.
    public String identity() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var edit : edits) {
                switch (edit) {
                    case Edit.Replace(var matrix, var by) -> {
                        update(digest, "replace " + matrix + by.type() + by.shape());
                        update(digest, by);
                    }
                    case Edit.Add(var matrix, var what) -> {
                        update(
                                digest,
                                "add " + matrix + what.scale() + what.a().shape()
                                        + what.b().shape());
                        update(digest, what.a());
                        update(digest, what.b());
                    }
                    case Edit.Ablate(var direction, var matrices) -> {
                        update(digest, "ablate " + matrices);
                        update(digest, matrix(direction.values().length, 1, direction.values()));
                    }
                    case Edit.Steer(var layer, var direction) -> {
                        update(digest, "steer " + layer);
                        update(digest, matrix(direction.values().length, 1, direction.values()));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void update(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static void update(MessageDigest digest, TensorView tensor) {
        for (long row = 0; row < tensor.rows(); row++) {
            digest.update(tensor.row(row).asByteBuffer());
        }
    }
}
