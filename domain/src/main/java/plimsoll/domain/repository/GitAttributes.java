package plimsoll.domain.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a `.gitattributes` file says about where files are kept: lines such as `*.bin filter=lfs diff=lfs merge=lfs
/// -text`.
///
/// @param text the file as it stands
public record GitAttributes(String text) {
    /// Where the file is. Ones in folders below are git's business, not ours.
    public static final FilePath PATH = new FilePath(".gitattributes");
    /// Says nothing.
    public static final GitAttributes NONE = new GitAttributes("");
    /// A line for each of as many files as a repository may have; later ones are not read.
    public static final int MAX_LINES = 100_000;

    private static final String LFS = " filter=lfs diff=lfs merge=lfs -text\n";
    // What would mean something in a pattern. A space ends one, so it goes as a class, which every git understands.
    private static final String SPECIAL = "*?[]\\";
    private static final Set<String> UNFILTERED = Set.of("-filter", "!filter", "filter");

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

    /// The file, parsed. Lines that mean one path exactly are looked up, so that thousands of them cost nothing.
    public static final class Reader {
        private final List<Line> globs = new ArrayList<>();
        private final Map<String, Line> exact = new HashMap<>();

        private Reader(String text) {
            int[] number = {0};
            text.lines().limit(MAX_LINES).forEach(raw -> read(raw.strip(), ++number[0]));
        }

        /// What the file says of `path`; the last line that speaks of it counts. Empty when none does.
        public Optional<UploadMode> declared(FilePath path) {
            var best = exact.get(path.text());
            for (var line : globs.reversed()) {
                if (best != null && best.number > line.number) {
                    break;
                }
                if (line.pattern.matches(path.text(), false)) {
                    best = line;
                    break;
                }
            }
            return Optional.ofNullable(best).map(Line::mode);
        }

        private void read(String raw, int number) {
            var words = raw.split("[ \\t]+");
            if (words[0].isEmpty() || words[0].startsWith("#") || words[0].startsWith("[attr]")) {
                return;
            }
            var pattern = unquoted(words[0]);
            filter(words)
                    .map(mode -> new Line(number, PathPattern.parse(pattern), mode))
                    .ifPresent(line -> {
                        if (pattern.indexOf('/') >= 0 && pattern.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
                            exact.put(pattern.startsWith("/") ? pattern.substring(1) : pattern, line);
                        } else {
                            globs.add(line);
                        }
                    });
        }

        private static Optional<UploadMode> filter(String[] words) {
            Optional<UploadMode> said = Optional.empty();
            for (int i = 1; i < words.length; i++) {
                if (words[i].equals("filter=lfs")) {
                    said = Optional.of(UploadMode.LFS);
                } else if (words[i].startsWith("filter=") || UNFILTERED.contains(words[i])) {
                    said = Optional.of(UploadMode.REGULAR);
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

    private record Line(int number, PathPattern pattern, UploadMode mode) {}
}
