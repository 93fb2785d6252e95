package plimsoll.domain.repository;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A file's path inside a repository: segments joined by `/`, safe to write on any client's disk.
///
/// The rules are git's own (`git fsck`: no `.`, `..`, `.git` in any case or in a form that HFS or NTFS reads as `.git`)
/// and the clients' (no `.cache/huggingface/`).
///
/// @param text the path as the publisher wrote it
public record FilePath(String text) implements Comparable<FilePath> {
    /// The longest segment common file systems take.
    public static final int MAX_SEGMENT_BYTES = 255;
    /// Beyond this neither clients nor people cope.
    public static final int MAX_BYTES = 4096;

    public FilePath {
        var objection = objection(text);
        if (objection.isPresent()) {
            throw new IllegalArgumentException(objection.get());
        }
    }

    /// Reads a path; empty when `text` cannot be one.
    public static Optional<FilePath> parse(String text) {
        return objection(text).isPresent() ? Optional.empty() : Optional.of(new FilePath(text));
    }

    /// Why `text` cannot be a path, in words for its sender; empty when it can.
    public static Optional<String> objection(String text) {
        if (text.isEmpty()) {
            return Optional.of("A file path cannot be empty.");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("A file path cannot be longer than %d bytes.".formatted(MAX_BYTES));
        }
        if (text.startsWith(".cache/huggingface/")) {
            return Optional.of("'.cache/huggingface/' belongs to the clients; it cannot be in a repository.");
        }
        for (var segment : text.split("/", -1)) { // -1 keeps empty segments, so that 'a//' is seen
            var objection = segmentObjection(segment);
            if (objection.isPresent()) {
                return Optional.of("'%s' is not a file path: %s".formatted(printable(text), objection.get()));
            }
        }
        return Optional.empty();
    }

    /// The last segment.
    public String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /// What comes before the last segment, without its slash; empty at the root.
    public String folder() {
        return text.substring(0, Math.max(0, text.lastIndexOf('/')));
    }

    /// Whether this is inside `folder`, at any depth.
    public boolean isBelow(FilePath folder) {
        return text.startsWith(folder.text + "/");
    }

    private static Optional<String> segmentObjection(String segment) {
        if (segment.isEmpty()) {
            return Optional.of("it has an empty segment.");
        }
        if (segment.equals(".") || segment.equals("..")) {
            return Optional.of("'.' and '..' are not names.");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
            return Optional.of("a segment is longer than %d bytes.".formatted(MAX_SEGMENT_BYTES));
        }
        if (segment.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
            return Optional.of("control characters and backslashes are not allowed.");
        }
        if (hasLoneSurrogate(segment)) {
            return Optional.of("it is not valid Unicode.");
        }
        return readsAsDotGit(segment) ? Optional.of("'.git' is git's own.") : Optional.empty();
    }

    // HFS+ ignores some code points in names, NTFS ignores trailing dots and spaces and knows short names and streams:
    // CVE-2014-9390, CVE-2019-1352 and CVE-2019-1353.
    private static boolean readsAsDotGit(String segment) {
        var plain = new StringBuilder();
        segment.codePoints().filter(c -> !ignoredByHfs(c)).forEach(plain::appendCodePoint);
        var name = plain.toString().toLowerCase(Locale.ROOT);
        int stream = name.indexOf(':');
        name = (stream < 0 ? name : name.substring(0, stream)).replaceAll("[. ]+$", "");
        return name.equals(".git") || name.equals("git~1");
    }

    private static boolean ignoredByHfs(int c) {
        return (c >= 0x200c && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x206a && c <= 0x206f)
                || c == 0xfeff;
    }

    private static boolean hasLoneSurrogate(String segment) {
        return segment.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public int compareTo(FilePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
