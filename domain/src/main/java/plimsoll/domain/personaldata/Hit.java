package plimsoll.domain.personaldata;

/// A place where something was found.
///
/// @param kind what it is
/// @param certainty how certain that is
/// @param start where it begins, in UTF-16 units of the text
/// @param end where it is over
public record Hit(Kind kind, Certainty certainty, int start, int end) {
    /// How many characters of the text, counted as Unicode code points, stand before an offset.
    ///
    /// @param offset in UTF-16 units, as in a hit
    public static int codePoints(CharSequence text, int offset) {
        return Character.codePointCount(text, 0, offset);
    }
}
