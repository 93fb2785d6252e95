package plimsoll.web.pages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plimsoll.web.pages.view.CommitPage.ChangedFile;
import plimsoll.web.pages.view.CommitPage.Line;

/// Reads a unified diff as git writes it, file by file.
final class DiffText {
    private static final String FILE = "diff --git ";
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

    private final List<ChangedFile> files = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();
    private @Nullable String path;
    private String what = "changed";
    private boolean inHunk;

    private final UnaryOperator<String> urls;

    private DiffText(UnaryOperator<String> urls) {
        this.urls = urls;
    }

    /// The files of a difference.
    ///
    /// @param urls where the page of a file is, by its path
    static List<ChangedFile> files(String diff, UnaryOperator<String> urls) {
        var reader = new DiffText(urls);
        diff.lines().forEach(reader::take);
        reader.finish();
        return reader.files;
    }

    static long count(List<ChangedFile> files, String role) {
        return files.stream()
                .flatMap(file -> file.lines().stream())
                .filter(line -> line.role().equals(role))
                .count();
    }

    private void take(String line) {
        if (line.startsWith(FILE)) {
            finish();
            path = secondPath(line.substring(FILE.length()));
            what = "changed";
            inHunk = false;
            lines = new ArrayList<>();
        } else if (line.startsWith("@@")) {
            inHunk = true;
            lines.add(new Line("hunk", line));
        } else if (inHunk) {
            lines.add(new Line(role(line), line));
        } else {
            header(line);
        }
    }

    private static String role(String line) {
        return line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    }

    private void header(String line) {
        if (line.startsWith("new file")) {
            what = "added";
        } else if (line.startsWith("deleted file")) {
            what = "removed";
        } else if (line.startsWith("rename from ")) {
            what = "renamed from " + unquoted(line.substring("rename from ".length()));
        } else if (line.startsWith("Binary files")) {
            lines.add(new Line("hunk", "Binary content"));
        }
    }

    // Git quotes a path with bytes beyond ASCII, and writes each of those in octal.
    private static String unquoted(String path) {
        if (!path.startsWith("\"") || !path.endsWith("\"") || path.length() < 2) {
            return path;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 1; i < path.length() - 1; i++) {
            char c = path.charAt(i);
            var octal = OCTAL.matcher(path).region(i, path.length());
            if (octal.lookingAt()) {
                bytes.write(Integer.parseInt(octal.group(1), 8));
                i += 3;
            } else if (c == '\\') {
                i++;
                bytes.writeBytes(plain(path.charAt(i)).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String plain(char escaped) {
        return switch (escaped) {
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'r' -> "\r";
            default -> String.valueOf(escaped);
        };
    }

    // "a/x b/x": both are the same length unless the file was renamed.
    private static String secondPath(String names) {
        int half = names.length() / 2;
        var second = names.length() % 2 == 1 && names.charAt(half) == ' '
                ? names.substring(half + 1)
                : names.substring(Math.max(names.lastIndexOf(" b/"), names.lastIndexOf(" \"b/")) + 1);
        var path = unquoted(second);
        return path.startsWith("b/") ? path.substring(2) : path;
    }

    private void finish() {
        if (path != null) {
            files.add(new ChangedFile(path, urls.apply(path), what, lines));
        }
    }
}
