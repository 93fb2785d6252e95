package plimsoll.weights.writing;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import plimsoll.weights.tensors.TensorSource;

/// A file that appears under its name when it is complete and on the disk, and not before: until [#commit()] it
/// grows beside its place, and closing it uncommitted removes it. A crash leaves at most a file that ends in
/// `.partial`.
///
/// One thread.
public final class NewFile implements TensorSource.Output, AutoCloseable {
    /// What one system call is given: buffers of a mapping end below 2 GiB.
    private static final long MAX_WRITE_BYTES = 64L << 20;

    private final Path target;
    private final boolean replace;
    private final Path partial;
    private final FileChannel channel;
    private long sizeBytes;
    private boolean committed;

    private NewFile(Path target, boolean replace, Path partial, FileChannel channel) {
        this.target = target;
        this.replace = replace;
        this.partial = partial;
        this.channel = channel;
    }

    /// Begins a file.
    ///
    /// @param replace whether another of this name may give way to it
    /// @throws FileAlreadyExistsException when there is one and it may not
    public static NewFile create(Path target, boolean replace) throws IOException {
        var file = target.toAbsolutePath();
        refuseExisting(file, replace);
        var partial = file.resolveSibling(".%s.%d.partial"
                .formatted(file.getFileName(), ProcessHandle.current().pid()));
        // Of an earlier run with the same number that did not come to its end.
        Files.deleteIfExists(partial);
        return new NewFile(file, replace, partial, FileChannel.open(partial, CREATE_NEW, WRITE));
    }

    /// Bytes written so far.
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void write(MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += MAX_WRITE_BYTES) {
            var some = bytes.asSlice(at, Math.min(MAX_WRITE_BYTES, bytes.byteSize() - at))
                    .asByteBuffer();
            while (some.hasRemaining()) {
                sizeBytes += channel.write(some);
            }
        }
    }

    /// Writes zeros up to the next multiple of so many bytes.
    public void padTo(int multiple) throws IOException {
        write(MemorySegment.ofArray(new byte[(int) Math.floorMod(-sizeBytes, (long) multiple)]));
    }

    /// Puts the file in its place.
    ///
    /// @throws FileAlreadyExistsException when another has taken it in the meantime
    public void commit() throws IOException {
        channel.force(true);
        channel.close();
        refuseExisting(target, replace);
        Files.move(partial, target, ATOMIC_MOVE);
        committed = true;
        syncFolder();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(partial);
        }
    }

    private static void refuseExisting(Path file, boolean replace) throws IOException {
        if (Files.isDirectory(file) || (!replace && Files.exists(file))) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    /// The new name is durable only when the folder is.
    private void syncFolder() throws IOException {
        try (var folder = FileChannel.open(target.resolveSibling("").normalize(), READ)) {
            folder.force(true);
        }
    }
}
