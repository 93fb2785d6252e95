package plimsoll.app.mini;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The source code that makes, trains, runs and measures Mini, as this build was made from it: the grammar, the
/// evaluation, the engine with its trainer, and the reading and writing of model files.
public final class MiniSources {
    private static final String FOLDER = "code/";

    private MiniSources() {}

    /// Each file by its path, from `code/` on.
    public static SortedMap<String, byte[]> all() throws IOException {
        var folder = MiniSources.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("this build holds no sources of Mini");
        }
        try {
            var uri = folder.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return under(Path.of(uri));
            }
            var parts = uri.toString().split("!/", 2);
            try (var jar = FileSystems.newFileSystem(URI.create(parts[0] + "!/"), Map.of())) {
                return under(jar.getPath(parts[1]));
            }
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a resource has an address", impossible);
        }
    }

    private static SortedMap<String, byte[]> under(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER + folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
