package plimsoll.weights.gguf;

import static java.util.function.UnaryOperator.identity;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types a metadata value can have, under the names the GGUF tools print.
public enum GgufType {
    UINT8(0, 1),
    INT8(1, 1),
    UINT16(2, 2),
    INT16(3, 2),
    UINT32(4, 4),
    INT32(5, 4),
    FLOAT32(6, 4),
    BOOL(7, 1),
    /// A length of 8 bytes, then as many bytes of UTF-8.
    STRING(8, 8),
    /// An element type of 4 bytes, a length of 8, then the elements.
    ARRAY(9, 12),
    UINT64(10, 8),
    INT64(11, 8),
    FLOAT64(12, 8);

    private static final Map<Integer, GgufType> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GgufType::number, identity()));

    private final int number;
    private final int leastBytes;

    GgufType(int number, int leastBytes) {
        this.number = number;
        this.leastBytes = leastBytes;
    }

    /// The number that stands for this type in a file.
    public int number() {
        return number;
    }

    static Optional<GgufType> numbered(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// The fewest bytes a value takes: for numbers and booleans also the most.
    int leastBytes() {
        return leastBytes;
    }

    /// Whether every value of this type takes exactly [#leastBytes()].
    boolean isFixed() {
        return this != STRING && this != ARRAY;
    }
}
