package plimsoll.backends.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.Draft;
import plimsoll.hub.content.WrongContent;

/// Blobs as files: `shelves/ab/cd/<hash>` once they are whole, `staging/` before.
///
/// A receipt writes and hashes a staging file, syncs it, renames it onto its shelf and syncs the folder, and
/// returns only then. So a name on a shelf always means the whole content, whenever the power goes; what a crash
/// leaves is in staging. Two receivers of one blob write two files, and the second rename replaces equal bytes
/// with equal bytes.
///
/// Safe for use by any number of threads, and of processes that share the folder (on one file system: a rename
/// does not cross two).
public final class FileBlobs implements Blobs {
    private static final int NAME_BYTES = 16;

    private final Disk disk;
    private final Shelves shelves;
    private final Path staging;
    private final RandomGenerator random;

    /// The blobs below `root`, which is made when it is not there. `random` names staging files and must not repeat
    /// itself across processes.
    public FileBlobs(Path root, RandomGenerator random) throws IOException {
        this(root, random, new RealDisk());
    }

    FileBlobs(Path root, RandomGenerator random, Disk disk) throws IOException {
        this.disk = disk;
        this.random = random;
        this.staging = root.resolve("staging");
        this.shelves = new Shelves(root.resolve("shelves"), disk);
        Files.createDirectories(root);
        disk.makeFolder(staging);
        disk.makeFolder(shelves.root());
        disk.syncFolder(root);
    }

    @Override
    public OptionalLong sizeBytes(Sha256 name) throws IOException {
        try {
            return OptionalLong.of(Files.size(shelves.of(name)));
        } catch (NoSuchFileException _) {
            return OptionalLong.empty();
        }
    }

    /// The file that holds a blob, for those who map it. It is not theirs to change; it may be removed, and stays
    /// readable to whoever has it open.
    public Path file(Sha256 name) {
        return shelves.of(name);
    }

    /// A `FileChannel`, so that a server can hand it to the operating system to send.
    @Override
    public FileChannel open(Sha256 name) throws IOException {
        try {
            return FileChannel.open(shelves.of(name), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            var missing = new BlobMissing(name);
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public void receive(Sha256 expected, long sizeBytes, InputStream bytes) throws IOException {
        try (var draft = begin()) {
            var pieces = new Pieces(sizeBytes);
            for (var piece = pieces.next(bytes); piece.hasRemaining(); piece = pieces.next(bytes)) {
                if (piece.remaining() > sizeBytes - draft.sizeBytes()) {
                    throw new WrongContent("more bytes were sent than the %d announced".formatted(sizeBytes));
                }
                pieces.hashing(draft.writeWhileHashing(piece));
            }
            if (draft.sizeBytes() != sizeBytes) {
                throw new WrongContent(
                        "%d bytes were sent, not the %d announced".formatted(draft.sizeBytes(), sizeBytes));
            }
            draft.keepAs(expected);
        }
    }

    @Override
    public Draft draft() throws IOException {
        return begin();
    }

    @Override
    public Stream<Kept> list() {
        // Three nested listings and not one walk: a walk fails when a file goes while it looks.
        return inside(shelves.root())
                .flatMap(FileBlobs::inside)
                .flatMap(FileBlobs::inside)
                .flatMap(FileBlobs::kept);
    }

    @Override
    public void delete(Sha256 name) throws IOException {
        disk.delete(shelves.of(name)); // not synced: a blob that comes back after a crash is swept again
    }

    @Override
    public int sweepLeftovers(Instant before) throws IOException {
        int swept = 0;
        try (var leftovers = Files.newDirectoryStream(staging)) {
            for (var leftover : leftovers) {
                if (touchedBefore(leftover, before)) {
                    disk.delete(leftover);
                    swept++;
                }
            }
        }
        return swept;
    }

    private FileDraft begin() throws IOException {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return new FileDraft(disk, shelves, staging.resolve(HexFormat.of().formatHex(name)));
    }

    private static boolean touchedBefore(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            return false; // kept or given up a moment ago
        }
    }

    private static Stream<Path> inside(Path folder) {
        var files = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream();
    }

    private static Stream<Kept> kept(Path file) {
        var name = file.getFileName().toString();
        if (!Sha256.isSha256(name)) {
            return Stream.empty();
        }
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Stream.of(new Kept(
                    new Sha256(name),
                    attributes.size(),
                    attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            return Stream.empty(); // deleted while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
