package plimsoll.weights.writing;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Little-endian bytes, one after the other.
public final class GrowingBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// None yet.
    public GrowingBytes() {}

    /// So many bytes, as they are.
    public GrowingBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The lowest byte.
    public GrowingBytes int8(long value) {
        return little(value, Byte.BYTES);
    }

    /// The lowest two bytes.
    public GrowingBytes int16(long value) {
        return little(value, Short.BYTES);
    }

    /// The lowest four bytes.
    public GrowingBytes int32(long value) {
        return little(value, Integer.BYTES);
    }

    /// All eight bytes.
    public GrowingBytes int64(long value) {
        return little(value, Long.BYTES);
    }

    /// UTF-8 with its length in eight bytes before it.
    public GrowingBytes string(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        return int64(utf8.length).bytes(utf8);
    }

    /// How many there are.
    public int size() {
        return out.size();
    }

    /// A copy of them.
    public MemorySegment toSegment() {
        return MemorySegment.ofArray(out.toByteArray());
    }

    private GrowingBytes little(long value, int width) {
        for (int i = 0; i < width; i++) {
            out.write((int) (value >> (Byte.SIZE * i)));
        }
        return this;
    }
}
