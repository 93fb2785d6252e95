package plimsoll.weights.gguf;

import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_DEEP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.UNKNOWN_TYPE;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.util.ArrayList;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// Reads metadata values, keeping of an array no more than its beginning.
final class GgufValues {
    /// 16 million: sixty of the largest vocabularies.
    private static final long MAX_ELEMENTS = 1L << 24;

    /// What a kept element costs in memory besides its text: a record, and its place in the list.
    private static final int KEPT_ELEMENT_BYTES = 32;

    private final HeaderBytes bytes;

    GgufValues(HeaderBytes bytes) {
        this.bytes = bytes;
    }

    /// The value of this key: its type, then the value itself.
    GgufValue read(String key) throws IOException {
        var type = readType(key);
        return type == GgufType.ARRAY ? readArray(key) : readOne(type);
    }

    private GgufType readType(String key) throws IOException {
        long at = bytes.position();
        int number = bytes.int32();
        return GgufType.numbered(number)
                .orElseThrow(() -> new MalformedWeights(
                        UNKNOWN_TYPE,
                        at,
                        "the value of %s has the unknown type %s"
                                .formatted(quoted(key), Integer.toUnsignedString(number))));
    }

    private Array readArray(String key) throws IOException {
        long at = bytes.position();
        var elementType = readType(key);
        if (elementType == GgufType.ARRAY) {
            throw new MalformedWeights(TOO_DEEP, at, "the value of %s is an array of arrays".formatted(quoted(key)));
        }
        long length = readLength(key, elementType);
        long offset = bytes.position();
        int kept = (int) Math.min(length, GgufHeader.KEPT_ELEMENTS);
        bytes.keep((long) kept * KEPT_ELEMENT_BYTES);
        var first = new ArrayList<GgufValue>(kept);
        for (int i = 0; i < kept; i++) {
            first.add(readOne(elementType));
        }
        skip(elementType, length - kept);
        return new Array(elementType, length, first, offset);
    }

    private long readLength(String key, GgufType elementType) throws IOException {
        long at = bytes.position();
        long length = bytes.int64();
        if (length < 0 || length > MAX_ELEMENTS || length > bytes.remaining() / elementType.leastBytes()) {
            throw new MalformedWeights(
                    TOO_LONG,
                    at,
                    "the value of %s is an array of %s, more than %s"
                            .formatted(
                                    quoted(key),
                                    Long.toUnsignedString(length),
                                    length > 0 && length <= MAX_ELEMENTS ? "the file holds" : MAX_ELEMENTS));
        }
        return length;
    }

    private void skip(GgufType elementType, long count) throws IOException {
        if (elementType.isFixed()) {
            bytes.skip(count * elementType.leastBytes());
            return;
        }
        for (long i = 0; i < count; i++) {
            bytes.skip(bytes.int64());
        }
    }

    private GgufValue readOne(GgufType type) throws IOException {
        return switch (type) {
            case UINT8 -> new Whole(type, bytes.next());
            case INT8 -> new Whole(type, (byte) bytes.next());
            case UINT16 -> new Whole(type, Short.toUnsignedLong(bytes.int16()));
            case INT16 -> new Whole(type, bytes.int16());
            case UINT32 -> new Whole(type, Integer.toUnsignedLong(bytes.int32()));
            case INT32 -> new Whole(type, bytes.int32());
            case UINT64, INT64 -> new Whole(type, bytes.int64());
            case FLOAT32 -> new Real(type, Float.intBitsToFloat(bytes.int32()));
            case FLOAT64 -> new Real(type, Double.longBitsToDouble(bytes.int64()));
            case BOOL -> new Flag(bytes.next() != 0);
            case STRING -> new Text(bytes.text(bytes.int64()));
            case ARRAY -> throw new IllegalStateException("arrays are read by readArray");
        };
    }
}
