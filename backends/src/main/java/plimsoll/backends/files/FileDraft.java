package plimsoll.backends.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Draft;
import plimsoll.hub.content.WrongContent;

/// A file in the staging folder, hashed while it is written so that nobody has to read it again.
final class FileDraft implements Draft {
    private static final Executor HASHERS =
            task -> Thread.ofVirtual().name("hasher").start(task);

    private final Disk disk;
    private final Shelves shelves;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest hash = sha256();
    private CompletableFuture<?> hashed = CompletableFuture.completedFuture(null);
    private long sizeBytes;
    private boolean kept;

    FileDraft(Disk disk, Shelves shelves, Path file) throws IOException {
        this.disk = disk;
        this.shelves = shelves;
        this.file = file;
        this.channel = disk.create(file);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        hashed.join();
        hash.update(bytes.duplicate());
        sizeBytes += bytes.remaining();
        disk.write(channel, bytes);
    }

    /// Writes all that remains in `bytes` while another thread hashes it.
    ///
    /// @return done when `bytes` may be overwritten
    CompletableFuture<?> writeWhileHashing(ByteBuffer bytes) throws IOException {
        var piece = bytes.duplicate();
        hashed = hashed.thenRunAsync(() -> hash.update(piece), HASHERS);
        sizeBytes += bytes.remaining();
        disk.write(channel, bytes);
        return hashed;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        return channel.read(into, position);
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public Sha256 keep() throws IOException {
        hashed.join();
        var name = Sha256.of(hash.digest());
        settle(name);
        return name;
    }

    /// Keeps the bytes if their name is `expected`.
    void keepAs(Sha256 expected) throws IOException {
        hashed.join();
        var name = Sha256.of(hash.digest());
        if (!name.equals(expected)) {
            throw new WrongContent("the bytes sent have SHA-256 %s, not %s".formatted(name, expected));
        }
        settle(name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            disk.delete(file);
        }
    }

    private void settle(Sha256 name) throws IOException {
        disk.sync(channel);
        channel.close();
        shelves.put(file, name);
        kept = true;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
