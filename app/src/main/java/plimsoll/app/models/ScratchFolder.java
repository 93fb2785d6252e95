package plimsoll.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder of this process's own, gone with all that is in it when it is closed.
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    /// Makes one where the machine keeps such folders.
    ///
    /// @param name what its name begins with
    public static ScratchFolder named(String name) throws IOException {
        return new ScratchFolder(Files.createTempDirectory(name));
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
