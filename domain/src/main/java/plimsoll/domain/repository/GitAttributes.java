package plimsoll.domain.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a `.gitattributes` file says about where files are kept: lines such as `*.bin filter=lfs diff=lfs merge=lfs
/// -text`.
///
/// @param text the file as it stands
public record GitAttributes(String text) {
    /// Where the file is. Ones in folders below are git's business, not ours.
    public static final FilePath PATH = new FilePath(".gitattributes");
    /// Says nothing.
    public static final GitAttributes NONE = new GitAttributes("");
    /// More lines than any real file has; later ones are not read.
    public static final int MAX_LINES = 10_000;

    private static final String LFS = " filter=lfs diff=lfs merge=lfs -text\n";
    // What would mean something in a pattern. A space ends one, so it goes as a class, which every git understands.
    private static final String SPECIAL = "*?[]\\";

    /// The file a repository begins with: formats that weights, archives and recordings come in.
    public static GitAttributes startOf(RepoKind kind) {
        var text = new StringBuilder();
        for (var pattern : LargeFormats.of(kind)) {
            text.append(pattern).append(LFS);
        }
        return new GitAttributes(text.toString());
    }

    /// A reader for many paths.
    public Reader reader() {
        return new Reader(text);
    }

    /// This file with a line more for each path, so that git-lfs brings these files, too, when it checks out.
    public GitAttributes tracking(List<FilePath> paths) {
        var longer = new StringBuilder(text);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            longer.append('\n');
        }
        for (var path : paths) {
            longer.append(exactly(path)).append(LFS);
        }
        return new GitAttributes(longer.toString());
    }

    private static String exactly(FilePath path) {
        var pattern = new StringBuilder();
        if (path.text().indexOf('/') < 0) {
            pattern.append('/'); // without it the line would mean files of this name in every folder
        }
        for (char c : path.text().toCharArray()) {
            if (c == ' ') {
                pattern.append("[[:space:]]");
            } else {
                pattern.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return pattern.toString();
    }

    /// The file, parsed.
    public static final class Reader {
        private final List<Line> lines = new ArrayList<>();

        private Reader(String text) {
            text.lines().limit(MAX_LINES).forEach(raw -> {
                var words = raw.strip().split("[ \\t]+");
                if (words[0].isEmpty() || words[0].startsWith("#") || words[0].startsWith("[attr]")) {
                    return;
                }
                filter(words).ifPresent(mode -> lines.add(new Line(PathPattern.parse(unquoted(words[0])), mode)));
            });
        }

        /// What the file says of `path`; the last line that speaks of it counts. Empty when none does.
        public Optional<UploadMode> declared(FilePath path) {
            for (var line : lines.reversed()) {
                if (line.pattern.matches(path.text(), false)) {
                    return Optional.of(line.mode);
                }
            }
            return Optional.empty();
        }

        private static Optional<UploadMode> filter(String[] words) {
            Optional<UploadMode> said = Optional.empty();
            for (int i = 1; i < words.length; i++) {
                switch (words[i]) {
                    case "filter=lfs" -> said = Optional.of(UploadMode.LFS);
                    case "-filter", "!filter", "filter" -> said = Optional.of(UploadMode.REGULAR);
                    default -> {
                        if (words[i].startsWith("filter=")) {
                            said = Optional.of(UploadMode.REGULAR);
                        }
                    }
                }
            }
            return said;
        }

        private static String unquoted(String word) {
            return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
                    ? word.substring(1, word.length() - 1)
                    : word;
        }
    }

    private record Line(PathPattern pattern, UploadMode mode) {}
}
