package plimsoll.backends.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import plimsoll.domain.content.Sha256;

/// Where blobs lie: two levels of folders below a root, made as they are needed.
final class Shelves {
    private final Path root;
    private final Disk disk;
    /// Folders whose own names are known to be on the disk. That a folder is there does not say so: another
    /// receiver may have made it a moment ago. At most 65,792 of them.
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    Shelves(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    Path root() {
        return root;
    }

    Path of(Sha256 name) {
        return root.resolve(name.shelf());
    }

    /// Puts a finished file on its shelf, durable when this returns. Whoever looks meanwhile sees no file, the one
    /// before (of the same bytes), or this one.
    void put(Path finished, Sha256 name) throws IOException {
        var hall = root.resolve(name.hex().substring(0, 2));
        var shelf = hall.resolve(name.hex().substring(2, 4));
        make(hall, root);
        make(shelf, hall);
        disk.rename(finished, of(name));
        disk.syncFolder(shelf);
    }

    private void make(Path folder, Path parent) throws IOException {
        if (!durable.contains(folder)) {
            disk.makeFolder(folder);
            disk.syncFolder(parent);
            durable.add(folder);
        }
    }
}
