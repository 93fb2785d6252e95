package plimsoll.backends.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.Paths;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.Repositories.PathConflict;

/// A tree being changed by one thread. Only folders on the way to a change are read, and only those that changed are
/// written.
final class TreeEdit {
    private final ObjectReader reader;
    private final Folder root;

    /// An edit of `tree`; of nothing when that is empty.
    TreeEdit(ObjectReader reader, Optional<ObjectId> tree) {
        this.reader = reader;
        this.root = tree.map(Folder::new).orElseGet(Folder::new);
    }

    /// Puts a file in place, whether or not one was there; it stays executable if it was.
    void put(FilePath path, ObjectId content) throws IOException, PathConflict {
        var folder = root;
        folder.touched = true;
        for (var name : foldersOf(path)) {
            folder = switch (folder.children().get(name)) {
                case Folder below -> below;
                case File _ -> throw conflict(path, name + " is a file there");
                case null -> folder.add(name);
            };
            folder.touched = true;
        }
        var mode = switch (folder.children().get(path.fileName())) {
            case Folder _ -> throw conflict(path, "a folder has that name");
            case File was when was.mode().equals(FileMode.EXECUTABLE_FILE) -> FileMode.EXECUTABLE_FILE;
            case File _ -> FileMode.REGULAR_FILE;
            case null -> FileMode.REGULAR_FILE;
        };
        folder.put(path.fileName(), new File(mode, content));
    }

    /// Removes a file.
    void delete(FilePath path) throws IOException, PathConflict {
        var folder = wayTo(path);
        if (!(folder.children().get(path.fileName()) instanceof File)) {
            throw absent(path);
        }
        folder.children().remove(path.fileName());
    }

    /// Removes a folder and all below it.
    void deleteFolder(FilePath path) throws IOException, PathConflict {
        var folder = wayTo(path);
        if (!(folder.children().get(path.fileName()) instanceof Folder)) {
            throw absent(path);
        }
        folder.children().remove(path.fileName());
    }

    /// Writes what changed.
    ///
    /// @return the new tree
    ObjectId write(ObjectInserter inserter) throws IOException {
        var written = write(root, inserter);
        return written.isPresent() ? written.get() : inserter.insert(new TreeFormatter());
    }

    private Folder wayTo(FilePath path) throws IOException, PathConflict {
        var folder = root;
        folder.touched = true;
        for (var name : foldersOf(path)) {
            if (!(folder.children().get(name) instanceof Folder below)) {
                throw absent(path);
            }
            folder = below;
            folder.touched = true;
        }
        return folder;
    }

    // Empty when nothing is left in it: git keeps no empty folders.
    private Optional<ObjectId> write(Folder folder, ObjectInserter inserter) throws IOException {
        if (!folder.touched) {
            return folder.stored;
        }
        var lines = new ArrayList<Line>();
        for (var child : folder.children().entrySet()) {
            switch (child.getValue()) {
                case File(var mode, var id) -> lines.add(new Line(child.getKey(), mode, id));
                case Folder below ->
                    write(below, inserter).ifPresent(id -> lines.add(new Line(child.getKey(), FileMode.TREE, id)));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        if (folder.grown) {
            lines.sort(Line::inGitsOrder);
        }
        var tree = new TreeFormatter();
        lines.forEach(line -> tree.append(line.name().getBytes(StandardCharsets.UTF_8), line.mode(), line.id()));
        folder.stored = Optional.of(inserter.insert(tree));
        return folder.stored;
    }

    private static List<String> foldersOf(FilePath path) {
        return path.folder().isEmpty() ? List.of() : List.of(path.folder().split("/"));
    }

    private static PathConflict conflict(FilePath path, String why) {
        return new PathConflict(PathConflict.Kind.FILE_AND_FOLDER, "%s cannot be a file: %s".formatted(path, why));
    }

    private static PathConflict absent(FilePath path) {
        return new PathConflict(PathConflict.Kind.ABSENT, "%s is not there".formatted(path));
    }

    private sealed interface Node {}

    private record File(FileMode mode, ObjectId id) implements Node {}

    private final class Folder implements Node {
        private Optional<ObjectId> stored;
        private Optional<Map<String, Node>> children = Optional.empty();
        private boolean touched;
        private boolean grown;

        Folder() {
            stored = Optional.empty();
        }

        Folder(ObjectId stored) {
            this.stored = Optional.of(stored);
        }

        Map<String, Node> children() throws IOException {
            if (children.isEmpty()) {
                children = Optional.of(read());
            }
            return children.get();
        }

        Folder add(String name) throws IOException {
            var folder = new Folder();
            put(name, folder);
            return folder;
        }

        void put(String name, Node node) throws IOException {
            grown |= children().put(name, node) == null;
        }

        private Map<String, Node> read() throws IOException {
            var nodes = new LinkedHashMap<String, Node>(); // in git's order, as stored
            if (stored.isPresent()) {
                for (var parser = new CanonicalTreeParser(null, reader, stored.get()); !parser.eof(); parser.next()) {
                    var id = parser.getEntryObjectId();
                    boolean folder = FileMode.TREE.equals(parser.getEntryRawMode());
                    nodes.put(
                            parser.getEntryPathString(),
                            folder ? new Folder(id) : new File(parser.getEntryFileMode(), id));
                }
            }
            return nodes;
        }
    }

    private record Line(String name, FileMode mode, ObjectId id) {
        // Git sorts folders as if their names ended in a slash.
        static int inGitsOrder(Line a, Line b) {
            var left = a.name.getBytes(StandardCharsets.UTF_8);
            var right = b.name.getBytes(StandardCharsets.UTF_8);
            return Paths.compare(left, 0, left.length, a.mode.getBits(), right, 0, right.length, b.mode.getBits());
        }
    }
}
