package plimsoll.backends.git;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Draft;

/// One file of a pack being written by one thread. JGit closes it when the last byte is there and reads on. When its
/// pack is committed it becomes a blob, or a row when it is small; it leaves nothing when it is dropped.
///
/// Each file ends in a few random bytes that its row does not count. So no two packs ever share one by chance, and
/// whoever wrote one that came to nothing can delete it without asking who else has it.
final class PackDraft extends DfsOutputStream {
    /// Enough that no two are ever equal.
    static final int SALT_BYTES = 16;

    private final Blobs blobs;
    // Until it overflows all there is; then what was not passed on yet: JGit's pack writer writes a few bytes at a
    // time.
    private final ByteBuffer buffer = ByteBuffer.allocate(SmallFiles.MAX_BYTES);
    private @Nullable Draft draft;

    PackDraft(Blobs blobs) {
        this.blobs = blobs;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count <= buffer.remaining()) {
            buffer.put(bytes, from, count);
            return;
        }
        var large = pass();
        if (count > buffer.remaining()) {
            large.write(ByteBuffer.wrap(bytes, from, count));
        } else {
            buffer.put(bytes, from, count);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (draft != null) {
            return pass().read(position, into);
        }
        if (position >= buffer.position()) {
            return -1;
        }
        int count = (int) Math.min(into.remaining(), buffer.position() - position);
        into.put(buffer.array(), (int) position, count);
        return count;
    }

    long sizeBytes() {
        return buffer.position() + (draft == null ? 0 : draft.sizeBytes());
    }

    /// Ends it as one of the files of `pack`. A blob is durable when this returns; a small file once it is a row.
    void keep(StoredPack pack, PackExt ext, RandomGenerator random) throws IOException {
        pack.setFileSize(ext, sizeBytes());
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        write(salt, 0, salt.length);
        if (draft == null) {
            var content = Bytes.copyOf(Arrays.copyOf(buffer.array(), buffer.position()));
            pack.holdsSmall(ext, Sha256.of(content), content);
            return;
        }
        pack.blobs().put(ext, pass().keep());
        draft.close();
    }

    void drop() throws IOException {
        if (draft != null) {
            draft.close();
        }
    }

    // Passes on what is buffered, to a blob that begins with it or goes on.
    private Draft pass() throws IOException {
        if (draft == null) {
            draft = blobs.draft();
        }
        draft.write(buffer.flip());
        buffer.clear();
        return draft;
    }
}
