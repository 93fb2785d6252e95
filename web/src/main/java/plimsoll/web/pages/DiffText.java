package plimsoll.web.pages;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.web.pages.view.CommitPage.ChangedFile;
import plimsoll.web.pages.view.CommitPage.Line;

/// Reads a unified diff as git writes it, file by file.
final class DiffText {
    private static final String FILE = "diff --git ";

    private final List<ChangedFile> files = new ArrayList<>();
    private List<Line> lines = new ArrayList<>();
    private @Nullable String path;
    private String what = "changed";
    private boolean inHunk;

    private DiffText() {}

    static List<ChangedFile> files(String diff) {
        var reader = new DiffText();
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
            what = "renamed from " + line.substring("rename from ".length());
        } else if (line.startsWith("Binary files")) {
            lines.add(new Line("hunk", "Binary content"));
        }
    }

    // "a/x b/x": both are the same length unless the file was renamed.
    private static String secondPath(String names) {
        int half = names.length() / 2;
        var second = names.length() % 2 == 1 && names.charAt(half) == ' '
                ? names.substring(half + 1)
                : names.substring(names.lastIndexOf(" b/") + 1);
        return second.startsWith("b/") ? second.substring(2) : second;
    }

    private void finish() {
        if (path != null) {
            files.add(new ChangedFile(path, what, lines));
        }
    }
}
