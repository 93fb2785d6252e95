package plimsoll.backends.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/// Two buffers in turn: one is filled by a sender while the other may still be hashed. Two hundred large
/// uploads at once hold 100 MiB of heap. For one thread.
final class Pieces {
    private static final int MAX_PIECE_BYTES = 256 * 1024;

    private final byte[][] buffers;
    private CompletableFuture<?> before = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private int turn;

    /// @param expectedBytes how many bytes are to come, so that small files get small buffers
    Pieces(long expectedBytes) {
        int pieceBytes = Math.clamp(expectedBytes + 1, 1, MAX_PIECE_BYTES);
        buffers = new byte[expectedBytes < pieceBytes ? 1 : 2][pieceBytes];
    }

    /// The next bytes, as many as fit; none when the sender is at its end.
    ByteBuffer next(InputStream sender) throws IOException {
        (buffers.length == 1 ? last : before).join();
        var buffer = buffers[turn];
        turn = (turn + 1) % buffers.length;
        return ByteBuffer.wrap(buffer, 0, sender.readNBytes(buffer, 0, buffer.length));
    }

    /// Says when the piece that came last may be overwritten.
    void hashing(CompletableFuture<?> done) {
        before = last;
        last = done;
    }
}
