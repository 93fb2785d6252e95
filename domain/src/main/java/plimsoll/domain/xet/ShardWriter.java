package plimsoll.domain.xet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes shards.
public final class ShardWriter {
    static final int KEY_AT = 72;
    static final int CREATED_AT = 104;
    static final int EXPIRES_AT = 112;

    private static final int STORED_BYTES_AT = 168;
    private static final int RAW_BYTES_AT = 176;
    private static final int STORED_BYTES_AGAIN_AT = 184;
    private static final int FOOTER_OFFSET_AT = 192;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(ShardFooter.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    private ShardWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes a shard, in small pieces: give a buffered stream.
    public static void write(Shard shard, OutputStream out) throws IOException {
        new ShardWriter(out).write(shard);
    }

    private void write(Shard shard) throws IOException {
        record(Shard.MARK);
        buffer.putLong(Shard.VERSION).putLong(shard.footer().isPresent() ? ShardFooter.BYTES : 0);
        flush(Shard.RECORD_BYTES);
        for (var file : shard.files()) {
            file(file);
        }
        plain(Shard.BOOKEND);
        long xorbsAt = written;
        for (var xorb : shard.xorbs()) {
            xorb(xorb);
        }
        plain(Shard.BOOKEND);
        if (shard.footer().isPresent()) {
            footer(shard, shard.footer().get(), xorbsAt);
        }
    }

    private void file(FileRecipe file) throws IOException {
        int flags = (file.verifications().isEmpty() ? 0 : Shard.WITH_VERIFICATION)
                | (file.content().isEmpty() ? 0 : Shard.WITH_CONTENT);
        record(file.name());
        buffer.putInt(flags).putInt(file.terms().size());
        flush(Shard.RECORD_BYTES);
        for (var term : file.terms()) {
            record(term.xorb());
            buffer.putInt(0).putInt(term.rawBytes()).putInt(term.start()).putInt(term.end());
            flush(Shard.RECORD_BYTES);
        }
        for (var verification : file.verifications()) {
            plain(verification);
        }
        if (file.content().isPresent()) {
            plain(XetHash.printedAs(file.content().get()));
        }
    }

    private void xorb(XorbListing xorb) throws IOException {
        record(xorb.xorb());
        buffer.putInt(0).putInt(xorb.chunks().size()).putInt(xorb.rawBytes()).putInt(xorb.storedBytes());
        flush(Shard.RECORD_BYTES);
        int start = 0;
        for (var chunk : xorb.chunks()) {
            record(chunk.name());
            buffer.putInt(start).putInt(chunk.rawBytes());
            flush(Shard.RECORD_BYTES);
            start += chunk.rawBytes();
        }
    }

    // The offset of the file lookup, which no client reads as such, says where the JavaScript client stops to read
    // xorbs: zero there would hide all of them.
    private void footer(Shard shard, ShardFooter footer, long xorbsAt) throws IOException {
        long storedBytes =
                shard.xorbs().stream().mapToLong(XorbListing::storedBytes).sum();
        long rawBytes = shard.xorbs().stream().mapToLong(XorbListing::rawBytes).sum();
        long footerAt = written;
        begin();
        buffer.putLong(ShardFooter.VERSION)
                .putLong(Shard.RECORD_BYTES)
                .putLong(xorbsAt)
                .putLong(footerAt);
        footer.key().write(buffer.array(), KEY_AT);
        buffer.putLong(CREATED_AT, footer.createdSeconds())
                .putLong(EXPIRES_AT, footer.keyExpiresSeconds())
                .putLong(STORED_BYTES_AT, storedBytes)
                .putLong(RAW_BYTES_AT, rawBytes)
                .putLong(STORED_BYTES_AGAIN_AT, storedBytes)
                .putLong(FOOTER_OFFSET_AT, footerAt);
        flush(ShardFooter.BYTES);
    }

    /// Writes a record of a name alone.
    private void plain(XetHash name) throws IOException {
        record(name);
        flush(Shard.RECORD_BYTES);
    }

    /// Begins a record with its name; zeros stand where nothing is put after it.
    private void record(XetHash name) {
        begin();
        name.write(buffer.array(), 0);
        buffer.position(XetHash.BYTES);
    }

    private void begin() {
        Arrays.fill(buffer.array(), (byte) 0);
        buffer.clear();
    }

    private void flush(int count) throws IOException {
        out.write(buffer.array(), 0, count);
        written += count;
    }
}
