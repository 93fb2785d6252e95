package plimsoll.domain.repository;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What a repository is called inside the hub, whatever its name becomes: 24 hexadecimal digits, the shape clients
/// expect in `_id`.
///
/// @param hex the digits
public record RepositoryId(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{24}");
    private static final int RANDOM_BYTES = 8;

    /// Whether a text is one.
    public static boolean isRepositoryId(String text) {
        return SHAPE.matcher(text).matches();
    }

    public RepositoryId {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a repository id: " + hex);
        }
    }

    /// A new one: four bytes of seconds, so that ids sort by age, and eight random ones.
    public static RepositoryId next(long epochSeconds, RandomGenerator random) {
        var tail = new byte[RANDOM_BYTES];
        random.nextBytes(tail);
        return new RepositoryId(
                HexFormat.of().toHexDigits((int) epochSeconds) + HexFormat.of().formatHex(tail));
    }

    @Override
    public String toString() {
        return hex;
    }
}
