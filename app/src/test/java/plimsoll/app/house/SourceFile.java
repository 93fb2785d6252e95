package plimsoll.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A file somebody wrote. `where` is its path from the root of the repository.
record SourceFile(Path path, String where, List<String> lines) {
    static SourceFile read(Path root, Path path) {
        try {
            return new SourceFile(path, root.relativize(path).toString(), Files.readAllLines(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isJava() {
        return where.endsWith(".java");
    }

    /// Whether it is part of the product, and not of its tests, benchmarks or acceptance.
    boolean isShipped() {
        return where.contains("/src/main/") && !where.startsWith("bench/") && !where.startsWith("acceptance/");
    }

    /// Its name without folder and ending.
    String stem() {
        var name = String.valueOf(path.getFileName());
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// The text without the lines that are nothing but comment.
    String code() {
        return lines.stream()
                .filter(line -> !line.stripLeading().startsWith("//"))
                .collect(Collectors.joining("\n"));
    }
}
