package plimsoll.weights.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.writing.GrowingBytes;

/// Metadata of a file that is about to be written, in the order in which it will stand there. Values are kept as
/// the bytes they will be: a vocabulary of 256,000 tokens as objects would be ten times as large.
///
/// One thread.
public final class GgufMetadata {
    private final SequencedMap<String, MemorySegment> encoded = new LinkedHashMap<>();

    /// None yet.
    public GgufMetadata() {}

    /// A single value, or an array that is complete.
    ///
    /// @throws IllegalArgumentException when it is only the beginning of an array
    public GgufMetadata put(String key, GgufValue value) {
        var bytes = new GrowingBytes().int32(value.type().number());
        if (value instanceof Array array && !array.isComplete()) {
            throw new IllegalArgumentException("only the beginning of " + key);
        }
        write(value, bytes);
        return put(key, bytes);
    }

    /// A STRING.
    public GgufMetadata put(String key, String text) {
        return put(key, new Text(text));
    }

    /// A UINT32.
    ///
    /// @throws IllegalArgumentException when the value is not in its range
    public GgufMetadata put(String key, long value) {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("%s is %d".formatted(key, value));
        }
        return put(key, new Whole(GgufType.UINT32, value));
    }

    /// A FLOAT32.
    public GgufMetadata put(String key, float value) {
        return put(key, new Real(GgufType.FLOAT32, value));
    }

    /// A BOOL.
    public GgufMetadata put(String key, boolean value) {
        return put(key, new Flag(value));
    }

    /// An ARRAY of STRING.
    public GgufMetadata put(String key, List<String> texts) {
        var bytes = array(GgufType.STRING, texts.size());
        texts.forEach(bytes::string);
        return put(key, bytes);
    }

    /// An ARRAY of FLOAT32.
    public GgufMetadata put(String key, float[] values) {
        var bytes = array(GgufType.FLOAT32, values.length);
        for (float value : values) {
            bytes.int32(Float.floatToRawIntBits(value));
        }
        return put(key, bytes);
    }

    /// An ARRAY of INT32.
    public GgufMetadata put(String key, int[] values) {
        var bytes = array(GgufType.INT32, values.length);
        for (int value : values) {
            bytes.int32(value);
        }
        return put(key, bytes);
    }

    /// An ARRAY of UINT8.
    public GgufMetadata put(String key, MemorySegment values) {
        var bytes = array(GgufType.UINT8, Math.toIntExact(values.byteSize()));
        for (long i = 0; i < values.byteSize(); i++) {
            bytes.int8(values.get(ValueLayout.JAVA_BYTE, i));
        }
        return put(key, bytes);
    }

    /// Takes over what another file says, byte for byte, in place of what was put before under the same keys. The
    /// alignment is left out: it is a matter of the file and not of the model.
    ///
    /// @param file the whole file, from its first byte; has to stay open until this has been written
    /// @param header what was read from it
    public GgufMetadata copy(MemorySegment file, GgufHeader header) {
        GgufFields.of(file, header).forEach((key, field) -> {
            if (!key.equals(GgufReader.ALIGNMENT_KEY)) {
                encoded.put(key, field);
            }
        });
        return this;
    }

    /// Takes a key away again.
    public GgufMetadata remove(String key) {
        encoded.remove(key);
        return this;
    }

    /// Types and values by key, as they will stand in the file.
    SequencedMap<String, MemorySegment> fields() {
        return Collections.unmodifiableSequencedMap(encoded);
    }

    private GgufMetadata put(String key, GrowingBytes bytes) {
        encoded.put(key, bytes.toSegment());
        return this;
    }

    private static GrowingBytes array(GgufType elementType, int length) {
        return new GrowingBytes()
                .int32(GgufType.ARRAY.number())
                .int32(elementType.number())
                .int64(length);
    }

    private static void write(GgufValue value, GrowingBytes bytes) {
        switch (value) {
            case Whole(var type, var number) -> whole(type, number, bytes);
            case Real(var type, var number)
            when type == GgufType.FLOAT32 -> bytes.int32(Float.floatToRawIntBits((float) number));
            case Real(var _, var number) -> bytes.int64(Double.doubleToRawLongBits(number));
            case Flag(var flag) -> bytes.int8(flag ? 1 : 0);
            case Text(var text) -> bytes.string(text);
            case Array array -> {
                bytes.int32(array.elementType().number()).int64(array.length());
                array.first().forEach(element -> write(element, bytes));
            }
        }
    }

    private static void whole(GgufType type, long number, GrowingBytes bytes) {
        switch (type) {
            case UINT8, INT8 -> bytes.int8(number);
            case UINT16, INT16 -> bytes.int16(number);
            case UINT32, INT32 -> bytes.int32(number);
            case UINT64, INT64 -> bytes.int64(number);
            case FLOAT32, FLOAT64, BOOL, STRING, ARRAY -> throw new IllegalArgumentException(type + " is not whole");
        }
    }
}
