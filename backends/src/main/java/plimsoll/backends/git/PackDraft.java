package plimsoll.backends.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Draft;

/// One file of a pack being written by one thread. JGit closes it when the last byte is there and reads on; it becomes
/// a
/// blob when its pack is committed, and leaves nothing when it is dropped.
///
/// Each blob ends in a few random bytes that its row does not count. So no two packs ever share a blob by chance, and
/// whoever wrote one that came to nothing can delete it without asking who else has it.
final class PackDraft extends DfsOutputStream {
    /// Enough that no two are ever equal.
    static final int SALT_BYTES = 16;

    /// JGit's pack writer writes a few bytes at a time.
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Draft draft;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    PackDraft(Draft draft) {
        this.draft = draft;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count > buffer.remaining()) {
            pass();
        }
        if (count > buffer.remaining()) {
            draft.write(ByteBuffer.wrap(bytes, from, count));
        } else {
            buffer.put(bytes, from, count);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        pass();
        return draft.read(position, into);
    }

    long sizeBytes() {
        return draft.sizeBytes() + buffer.position();
    }

    /// Makes it a blob, durable when this returns.
    Sha256 keep(RandomGenerator random) throws IOException {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        pass();
        draft.write(ByteBuffer.wrap(salt));
        var name = draft.keep();
        draft.close();
        return name;
    }

    void drop() throws IOException {
        draft.close();
    }

    private void pass() throws IOException {
        draft.write(buffer.flip());
        buffer.clear();
    }
}
