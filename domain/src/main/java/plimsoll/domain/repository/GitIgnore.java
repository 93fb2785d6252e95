package plimsoll.domain.repository;

import java.util.ArrayList;
import java.util.List;

/// What a `.gitignore` file asks clients to leave out.
public final class GitIgnore {
    /// Ignores nothing.
    public static final GitIgnore NOTHING = new GitIgnore(List.of());
    /// More lines than any real file has; later ones are not read.
    public static final int MAX_LINES = 2_000;

    private final List<Line> lines;

    private GitIgnore(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /// Reads the file's text.
    public static GitIgnore parse(String text) {
        var lines = new ArrayList<Line>();
        text.lines().limit(MAX_LINES).forEach(raw -> {
            var line = withoutTrailingSpaces(raw);
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            boolean negated = line.startsWith("!");
            var pattern = negated ? line.substring(1) : line;
            if (!pattern.isEmpty()) {
                lines.add(new Line(PathPattern.parse(pattern), negated));
            }
        });
        return new GitIgnore(lines);
    }

    /// Whether it leaves out the file at `path`: the file itself, or a folder it lies in. What lies in an ignored
    /// folder cannot be called back.
    public boolean ignores(FilePath path) {
        var text = path.text();
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
            if (says(text.substring(0, slash), true)) {
                return true;
            }
        }
        return says(text, false);
    }

    private boolean says(String path, boolean folder) {
        for (var line : lines.reversed()) {
            if (line.pattern.matches(path, folder)) {
                return !line.negated;
            }
        }
        return false;
    }

    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && (end < 2 || line.charAt(end - 2) != '\\')) {
            end--;
        }
        return line.substring(0, end);
    }

    private record Line(PathPattern pattern, boolean negated) {}
}
