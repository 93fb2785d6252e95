package plimsoll.backends.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.WrongContent;
import plimsoll.hub.release.ServedFolder;
import plimsoll.hub.release.ServedFolder.Part;
import plimsoll.hub.repositories.Repositories;

/// Models of the hub's own store as folders, for an engine that finds files by their names and maps them. What git
/// keeps is written out; a blob that lies there whole gets a second name, and its bytes are not copied; one that is
/// made of chunks is written out, since what has to be mapped has to lie in one piece.
///
/// A model's folder is `NAMESPACE/NAME/VERSION` below the root. It is made under another name, synced, and renamed, so
/// that one of that name was whole once, whenever the power goes; whether it still is, is looked at each time.
///
/// Safe for use by any number of threads of one process, which has the root to itself.
public final class StoredFolders {
    private static final String UNFINISHED = "making-";
    private static final int NAME_BYTES = 16;
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path root;
    private final FileBlobs whole;
    private final Blobs blobs;
    private final Repositories repositories;
    private final RandomGenerator random;
    private final Disk disk;
    /// One for each model, so that nobody waits for the folder of another.
    private final Map<RepoName, Object> locks = new ConcurrentHashMap<>();

    /// Folders below `root`, which is made when it is needed. What the process before this one left unfinished goes.
    ///
    /// @param whole blobs that lie in one piece
    /// @param blobs all of them
    /// @param random names what is unfinished
    public StoredFolders(Path root, FileBlobs whole, Blobs blobs, Repositories repositories, RandomGenerator random)
            throws IOException {
        this(root, whole, blobs, repositories, random, new RealDisk());
    }

    StoredFolders(Path root, FileBlobs whole, Blobs blobs, Repositories repositories, RandomGenerator random, Disk disk)
            throws IOException {
        this.root = root;
        this.whole = whole;
        this.blobs = blobs;
        this.repositories = repositories;
        this.random = random;
        this.disk = disk;
        for (var home : homes()) {
            for (var folder : inside(home)) {
                if (name(folder).startsWith(UNFINISHED)) {
                    remove(folder);
                }
            }
        }
    }

    /// Which version of a model is the one to keep.
    @FunctionalInterface
    public interface Current {
        /// Its contents' name; nothing where no folder is needed.
        Optional<Sha256> version() throws IOException;
    }

    /// The folder of a model, made if it is not there, or not whole. Folders of its other versions go; whoever has
    /// their files open reads on.
    ///
    /// @throws IOException when a file cannot be read or written; then there is no such folder
    public Path of(RepoName model, ServedFolder wanted) throws IOException {
        synchronized (lock(model)) {
            var folder = home(model).resolve(wanted.version().hex());
            if (!isWhole(folder, wanted)) {
                remove(folder);
                make(folder, wanted);
            }
            keepOnly(model, Set.of(name(folder)));
            return folder;
        }
    }

    /// Removes every folder of a model but that of one version.
    public void keep(RepoName model, Current current) throws IOException {
        synchronized (lock(model)) {
            var version = current.version();
            keepOnly(model, version.map(Sha256::hex).map(Set::of).orElse(Set.of()));
        }
    }

    /// Removes the folders of all models but these.
    public void keepModels(Set<RepoName> models) throws IOException {
        var kept = new HashSet<Path>();
        models.forEach(model -> kept.add(home(model)));
        for (var home : homes()) {
            if (!kept.contains(home)) {
                remove(home);
            }
        }
    }

    private Object lock(RepoName model) {
        return locks.computeIfAbsent(model, _ -> new Object());
    }

    private Path home(RepoName model) {
        return root.resolve(model.namespace().text()).resolve(model.name());
    }

    private List<Path> homes() throws IOException {
        var homes = new ArrayList<Path>();
        for (var namespace : inside(root)) {
            homes.addAll(inside(namespace));
        }
        return homes;
    }

    private void keepOnly(RepoName model, Set<String> versions) throws IOException {
        for (var folder : inside(home(model))) {
            if (!versions.contains(name(folder))) {
                remove(folder);
            }
        }
    }

    private static boolean isWhole(Path folder, ServedFolder wanted) throws IOException {
        for (var part : wanted.parts()) {
            try {
                // Through a link, so that one that leads nowhere is seen.
                if (Files.size(folder.resolve(part.at().text())) != part.sizeBytes()) {
                    return false;
                }
            } catch (NoSuchFileException _) {
                return false;
            }
        }
        return true;
    }

    private void make(Path folder, ServedFolder wanted) throws IOException {
        var home = folder.resolveSibling("");
        disk.makeFolder(root);
        disk.makeFolder(home.resolveSibling(""));
        disk.makeFolder(home);
        var bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        var making = home.resolve(UNFINISHED + HexFormat.of().formatHex(bytes));
        boolean made = false;
        try {
            fill(making, wanted);
            disk.rename(making, folder);
            made = true;
        } finally {
            if (!made) {
                remove(making);
            }
        }
    }

    private void fill(Path making, ServedFolder wanted) throws IOException {
        disk.makeFolder(making);
        var folders = new LinkedHashSet<Path>(List.of(making));
        for (var part : wanted.parts()) {
            var file = making.resolve(part.at().text());
            var folder = making.resolve(part.at().folder());
            if (folders.add(folder)) {
                disk.makeFolder(folder);
            }
            switch (part) {
                case Part.Small small -> write(file, repositories.open(small.repository(), small.oid()), part);
                case Part.Large large -> put(large, file);
            }
        }
        // Before it gets its name: that has to mean all of it, whatever the disk keeps.
        for (var folder : folders) {
            disk.syncFolder(folder);
        }
    }

    private void put(Part.Large part, Path file) throws IOException {
        var name = part.file().content();
        if (!link(whole.file(name), file)) {
            var bytes = Channels.newInputStream(blobs.open(name));
            if (!write(file, bytes, part).equals(name)) {
                throw new WrongContent("what is kept as %s is something else".formatted(name));
            }
        }
    }

    /// @return false when there is no such blob in one piece
    private boolean link(Path blob, Path file) throws IOException {
        try {
            disk.hardLink(blob, file);
            return true;
        } catch (NoSuchFileException _) {
            return false;
        } catch (FileSystemException _) {
            // The root lies on another file system than the blobs, or on one that has no second names.
            if (Files.exists(blob)) {
                disk.symbolicLink(blob, file);
                return true;
            }
            return false;
        }
    }

    private Sha256 write(Path file, InputStream bytes, Part part) throws IOException {
        var hash = FileDraft.sha256();
        var buffer = new byte[BUFFER_BYTES];
        long written = 0;
        try (var from = bytes;
                var channel = disk.create(file)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                hash.update(buffer, 0, read);
                disk.write(channel, ByteBuffer.wrap(buffer, 0, read));
                written += read;
            }
            disk.sync(channel);
        }
        if (written != part.sizeBytes()) {
            throw new WrongContent("%s has %,d bytes, not %,d".formatted(part.at(), written, part.sizeBytes()));
        }
        return Sha256.of(hash.digest());
    }

    private void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                disk.delete(file);
            }
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
