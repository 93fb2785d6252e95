package plimsoll.domain.content;

import java.util.regex.Pattern;

/// The name git gives an object: its SHA-1, as 40 lower-case hexadecimal digits.
///
/// @param hex the digits
public record GitOid(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}");

    public GitOid {
        if (!isGitOid(hex)) {
            throw new IllegalArgumentException("not a git object id: " + hex);
        }
    }

    /// Whether `text` has the shape of a full object id.
    public static boolean isGitOid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return hex;
    }
}
