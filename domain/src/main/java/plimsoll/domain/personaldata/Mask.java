package plimsoll.domain.personaldata;

/// What may be shown of a value to who owns the file it stands in.
public final class Mask {
    private static final int LEAST = 4;
    private static final int MOST_DOTS = 12;

    private Mask() {}

    /// Its first and its last character, with dots for the others; of a short value only dots. How many others there
    /// were is told up to a dozen.
    public static String of(String value) {
        int points = value.codePointCount(0, value.length());
        if (points < LEAST) {
            return "•".repeat(points);
        }
        int first = value.codePointAt(0);
        int last = value.codePointBefore(value.length());
        return Character.toString(shown(first))
                + "•".repeat(Math.min(points - 2, MOST_DOTS))
                + Character.toString(shown(last));
    }

    // Half a pair, or what nobody sees, would spoil the line it is shown in.
    private static int shown(int point) {
        boolean plain = Character.isLetterOrDigit(point) || (point > ' ' && point < 127);
        return plain ? point : '•';
    }
}
