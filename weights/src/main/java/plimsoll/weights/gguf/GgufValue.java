package plimsoll.weights.gguf;

import java.util.List;

/// One value of a file's metadata.
public sealed interface GgufValue {
    /// The type the file gives it.
    GgufType type();

    /// A whole number of any width. `value` is the number itself, with one exception: a UINT64 of 2^63 or more shows as
    /// negative and has to be read as unsigned, as [#decimal()] does.
    record Whole(GgufType type, long value) implements GgufValue {
        /// The number in decimal digits, right for every type.
        public String decimal() {
            return type == GgufType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
        }
    }

    /// A FLOAT32 or a FLOAT64; may be infinite or not a number, as in the file.
    record Real(GgufType type, double value) implements GgufValue {}

    /// A BOOL: any byte but zero is true.
    record Flag(boolean value) implements GgufValue {
        @Override
        public GgufType type() {
            return GgufType.BOOL;
        }
    }

    /// A STRING. Bytes that are not UTF-8 show as U+FFFD.
    record Text(String value) implements GgufValue {
        @Override
        public GgufType type() {
            return GgufType.STRING;
        }
    }

    /// An ARRAY, of which the first elements are kept: a vocabulary of 256,000 tokens is its length and a sample here.
    ///
    /// @param length how many elements the file holds
    /// @param first the first of them, at most [GgufHeader#KEPT_ELEMENTS]
    /// @param offset where the first element begins, in bytes from the start of the file
    record Array(GgufType elementType, long length, List<GgufValue> first, long offset) implements GgufValue {
        public Array {
            first = List.copyOf(first);
        }

        @Override
        public GgufType type() {
            return GgufType.ARRAY;
        }

        /// Whether `first` is all there is.
        public boolean isComplete() {
            return first.size() == length;
        }
    }
}
