package plimsoll.domain.content;

import java.util.Optional;
import java.util.regex.Pattern;

/// What git keeps in place of a large file: its SHA-256 and size, in git-lfs's pointer format
/// (git-lfs docs/spec.md, version 1).
///
/// @param content the large file's name
/// @param sizeBytes its size
public record Pointer(Sha256 content, long sizeBytes) {
    /// The specification's own bound: anything longer is not a pointer.
    public static final int MAX_BYTES = 1024;

    private static final Pattern SHAPE = Pattern.compile(
            "version https://git-lfs\\.github\\.com/spec/v1\\n(?:ext-[^\\n]*\\n)*oid sha256:([0-9a-f]{64})\\nsize (0|[1-9][0-9]{0,18})\\n?");

    public Pointer {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("a file cannot have " + sizeBytes + " bytes");
        }
    }

    /// Reads a pointer; empty when `text` is some other file.
    public static Optional<Pointer> parse(Bytes text) {
        if (text.sizeBytes() > MAX_BYTES) {
            return Optional.empty();
        }
        var match = SHAPE.matcher(text.utf8());
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pointer(new Sha256(match.group(1)), Long.parseLong(match.group(2))));
        } catch (NumberFormatException _) {
            return Optional.empty(); // nineteen digits may still exceed a long
        }
    }

    /// The pointer as git stores it, byte for byte what git-lfs writes.
    public Bytes text() {
        return Bytes.ofUtf8("""
                version https://git-lfs.github.com/spec/v1
                oid sha256:%s
                size %d
                """.formatted(content.hex(), sizeBytes));
    }
}
