package plimsoll.backends.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// A disk that fails at its n-th call, and keeps account of what a power cut would take back.
final class FrailDisk implements Disk {
    /// How the n-th call fails.
    enum Failure {
        /// That call alone fails; the process lives on and tidies up.
        ERROR,
        /// That call and every later one fail: the process is gone.
        CRASH
    }

    private final Disk disk = new RealDisk();
    private final Failure failure;
    private final int fatalCall;
    private int calls;
    private final Map<FileChannel, Path> open = new HashMap<>();
    private final Map<Path, Long> syncedBytes = new HashMap<>();
    private final Deque<Change> unsynced = new ArrayDeque<>();

    FrailDisk(Failure failure, int fatalCall) {
        this.failure = failure;
        this.fatalCall = fatalCall;
    }

    /// Whether the fatal call came.
    boolean failed() {
        return calls >= fatalCall;
    }

    /// Takes back everything a disk need not have kept: names whose folder was not synced (last first), and bytes
    /// written since a file was synced. With `keepNames` only the bytes: a file system may write either first.
    void cutPower(boolean keepNames) throws IOException {
        for (var file : Map.copyOf(syncedBytes).entrySet()) {
            if (Files.exists(file.getKey())) {
                try (var channel = FileChannel.open(file.getKey(), StandardOpenOption.WRITE)) {
                    channel.truncate(file.getValue());
                }
            }
        }
        while (!keepNames && !unsynced.isEmpty()) {
            unsynced.removeLast().undo().run();
        }
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        step();
        var channel = disk.create(file);
        open.put(channel, file);
        syncedBytes.put(file, 0L);
        unsynced.add(new Change(folderOf(file), () -> Files.deleteIfExists(file)));
        return channel;
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        if (lastStep()) {
            disk.write(channel, bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2)); // torn
        }
        step();
        disk.write(channel, bytes);
    }

    @Override
    public void sync(FileChannel channel) throws IOException {
        step();
        disk.sync(channel);
        syncedBytes.put(path(channel), channel.size());
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        boolean fresh = !Files.exists(folder);
        disk.makeFolder(folder);
        if (fresh) {
            unsynced.add(new Change(folderOf(folder), () -> removeAll(folder)));
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        boolean fresh = !Files.exists(to);
        disk.rename(from, to);
        var bytes = syncedBytes.remove(from);
        if (bytes != null) {
            syncedBytes.put(to, bytes);
        }
        if (fresh) {
            unsynced.add(new Change(folderOf(to), () -> Files.exists(to) ? Files.move(to, from) : to));
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step();
        disk.syncFolder(folder);
        unsynced.removeIf(change -> change.folder().equals(folder));
    }

    @Override
    public void hardLink(Path existing, Path name) throws IOException {
        step();
        disk.hardLink(existing, name);
        unsynced.add(new Change(folderOf(name), () -> Files.deleteIfExists(name)));
    }

    @Override
    public void symbolicLink(Path existing, Path name) throws IOException {
        step();
        disk.symbolicLink(existing, name);
        unsynced.add(new Change(folderOf(name), () -> Files.deleteIfExists(name)));
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        disk.delete(file);
    }

    /// Counts as a call to the disk, for what dies with the same process without being one.
    void step() throws IOException {
        calls++;
        if (calls == fatalCall || (calls > fatalCall && failure == Failure.CRASH)) {
            throw new IOException("call " + calls + " fails");
        }
    }

    private boolean lastStep() {
        return calls + 1 == fatalCall;
    }

    // What was written in a folder whose own name is lost is lost with it.
    private static Path removeAll(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return folder;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static Path folderOf(Path file) {
        return file.resolve("..").normalize();
    }

    private Path path(FileChannel channel) throws IOException {
        var path = open.get(channel);
        if (path == null) {
            throw new IOException("not opened here");
        }
        return path;
    }

    private record Change(Path folder, Undo undo) {}

    private interface Undo {
        Object run() throws IOException;
    }
}
