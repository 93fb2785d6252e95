package plimsoll.weights.conversion;

import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorView;

/// The rows of a tensor as floats. Any number of threads may read.
@FunctionalInterface
interface FloatRows {
    /// Reads one row, counted from 0, into an array from `at` on.
    void read(long row, float[] into, int at);

    /// The rows of a tensor as they are.
    ///
    /// @throws ConversionRefused when its type cannot be read as floats
    static FloatRows of(TensorView tensor) throws ConversionRefused {
        var codec = BlockCodec.of(tensor.type())
                .orElseThrow(() -> new ConversionRefused("tensor %s is %s, which is not converted"
                        .formatted(MalformedWeights.quoted(tensor.name()), tensor.type())));
        return (row, into, at) -> codec.decode(tensor.row(row), into, at);
    }

    /// Each number raised by one: Gemma's norms multiply by `1 + w`, in GGUF by `w`.
    default FloatRows plusOne(int columns) {
        return (row, into, at) -> {
            read(row, into, at);
            for (int i = at; i < at + columns; i++) {
                into[i] += 1;
            }
        };
    }

    /// The rows of queries or keys so that the two numbers that RoPE rotates together, half a head apart here,
    /// come to lie side by side.
    ///
    /// @param headRows how many rows a head has
    default FloatRows interleaved(int headRows) {
        return (row, into, at) -> {
            long head = row / headRows;
            long place = row % headRows;
            read(head * headRows + place % 2 * (headRows / 2) + place / 2, into, at);
        };
    }
}
