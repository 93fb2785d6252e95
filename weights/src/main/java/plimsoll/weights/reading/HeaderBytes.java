package plimsoll.weights.reading;

import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_UTF8;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TRUNCATED;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

/// The front of a file, read once from first byte to last, little-endian. Nothing is handed out past [#endAt], nothing
/// is allocated for bytes that are not there, and what the caller means to keep is charged to one allowance.
///
/// One thread. The channel is neither closed nor left at any particular position.
public final class HeaderBytes {
    /// One read of a disk or of an object store; a common header of some 100 kB takes two.
    private static final int BUFFER_BYTES = 64 * 1024;

    /// What one header may leave in memory: names and values. The largest known tokenizers and tables of 100,000
    /// tensors need a quarter of it, and strings of two bytes a character still fit twice over into a heap of 256
    /// MiB.
    private static final long MAX_KEPT_BYTES = 64L << 20;

    /// The longest single text: chat templates and embedded tokenizers stay below it.
    private static final int MAX_TEXT_BYTES = 16 << 20;

    /// More than any store holds in one file. Below it, sums of a size and an offset within the file cannot overflow.
    private static final long MAX_FILE_BYTES = 1L << 62;

    private final SeekableByteChannel channel;
    private final long fileSizeBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private long bufferEnd;
    private long end;
    private Fault endFault = TRUNCATED;
    private String endReason = "the file ends in the middle of its header";
    private long keptBytes;

    private HeaderBytes(SeekableByteChannel channel, long fileSizeBytes) {
        this.channel = channel;
        this.fileSizeBytes = fileSizeBytes;
        this.end = fileSizeBytes;
        buffer.limit(0);
    }

    /// Begins at the first byte of the channel, wherever it stood.
    public static HeaderBytes of(SeekableByteChannel channel) throws IOException {
        channel.position(0);
        return new HeaderBytes(channel, Math.min(channel.size(), MAX_FILE_BYTES));
    }

    /// The size of the file when it was opened.
    public long fileSizeBytes() {
        return fileSizeBytes;
    }

    /// Where the next byte comes from, counted from the start of the file.
    public long position() {
        return bufferEnd - buffer.remaining();
    }

    /// Bytes that may still be read.
    public long remaining() {
        return end - position();
    }

    /// Allows no byte at or after `offset`. Asking for one is refused with this fault and reason. An end beyond the
    /// file's own changes nothing.
    public void endAt(long offset, Fault fault, String reason) {
        if (offset < end) {
            end = Math.max(offset, position());
            endFault = fault;
            endReason = reason;
            dropBufferedFrom(end);
        }
    }

    // What is in the buffer never lies past the end, so a buffered byte needs no other check: headers of JSON are read
    // byte by byte, twelve million of them for 100,000 tensors.

    /// The next byte, 0 to 255.
    public int next() throws IOException {
        if (!buffer.hasRemaining()) {
            need(1);
        }
        return buffer.get() & 0xFF;
    }

    /// The byte that [#next()] will give, or -1 at the end.
    public int peek() throws IOException {
        if (!buffer.hasRemaining()) {
            if (remaining() == 0) {
                return -1;
            }
            need(1);
        }
        return buffer.get(buffer.position()) & 0xFF;
    }

    /// Two bytes.
    public short int16() throws IOException {
        need(Short.BYTES);
        return buffer.getShort();
    }

    /// Four bytes.
    public int int32() throws IOException {
        need(Integer.BYTES);
        return buffer.getInt();
    }

    /// Eight bytes. Lengths are unsigned in the formats: a negative one is a huge one.
    public long int64() throws IOException {
        need(Long.BYTES);
        return buffer.getLong();
    }

    /// Passes over bytes without reading them where the channel can seek.
    public void skip(long count) throws IOException {
        if (count < 0 || count > remaining()) {
            throw refuse(endFault, endReason);
        }
        if (count <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) count);
            return;
        }
        bufferEnd = position() + count;
        buffer.position(0).limit(0);
        channel.position(bufferEnd);
    }

    /// The next `length` bytes as a name, which must be UTF-8: two names may not look like one.
    public String name(int length) throws IOException {
        long start = position();
        try {
            return Utf8.strict(bytes(length), length);
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedWeights(NOT_UTF8, start, "a name is not UTF-8");
        }
    }

    /// The next `length` bytes as a text for people and tokenizers. Bytes that are not UTF-8, which real vocabularies
    /// hold, become U+FFFD.
    public String text(long length) throws IOException {
        if (length < 0 || length > MAX_TEXT_BYTES) {
            throw refuse(
                    TOO_LONG,
                    "a text of %s bytes, where %d are allowed"
                            .formatted(Long.toUnsignedString(length), MAX_TEXT_BYTES));
        }
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }

    /// Charges what the caller is about to keep in memory.
    public void keep(long bytes) throws MalformedWeights {
        keptBytes += bytes;
        if (keptBytes > MAX_KEPT_BYTES) {
            throw refuse(TOO_LONG, "more than %d bytes of names and values".formatted(MAX_KEPT_BYTES));
        }
    }

    /// A refusal that points at the current position.
    public MalformedWeights refuse(Fault fault, String reason) {
        return new MalformedWeights(fault, position(), reason);
    }

    private byte[] bytes(int length) throws IOException {
        if (length > remaining()) {
            throw refuse(endFault, endReason);
        }
        keep(length);
        var bytes = new byte[length];
        for (int have = 0; have < length; ) {
            need(1);
            int some = Math.min(length - have, buffer.remaining());
            buffer.get(bytes, have, some);
            have += some;
        }
        return bytes;
    }

    private void need(int count) throws IOException {
        if (count > remaining()) {
            throw refuse(endFault, endReason);
        }
        if (buffer.remaining() < count) {
            fill(count);
        }
    }

    private void fill(int count) throws IOException {
        buffer.compact();
        while (buffer.position() < count) {
            int read = channel.read(buffer);
            if (read < 0) {
                throw new MalformedWeights(TRUNCATED, bufferEnd, "the file became shorter while it was read");
            }
            bufferEnd += read;
        }
        buffer.flip();
        dropBufferedFrom(end);
    }

    private void dropBufferedFrom(long offset) {
        if (bufferEnd > offset) {
            buffer.limit(buffer.limit() - (int) (bufferEnd - offset));
            bufferEnd = offset;
        }
    }
}
