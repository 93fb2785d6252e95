package plimsoll.domain.repository;

/// Matches one segment of a path against one segment of a pattern: `*`, `?`, `[a-z]`, `[!a]`, `[[:space:]]`, and
/// `\` before a character that means itself.
final class SegmentPattern {
    private static final String SPACE_CLASS = "[:space:]";

    private final String pattern;
    private final String text;

    private SegmentPattern(String pattern, String text) {
        this.pattern = pattern;
        this.text = text;
    }

    static boolean matches(String pattern, String text) {
        return new SegmentPattern(pattern, text).matches();
    }

    private boolean matches() {
        int p = 0;
        int t = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (t < text.length()) {
            int next;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starAt = p++;
                resumeAt = t;
            } else if ((next = afterOne(p, text.charAt(t))) > 0) {
                p = next;
                t++;
            } else if (starAt >= 0) {
                p = starAt + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    // Where the pattern goes on when what stands at `p` takes `c`; -1 when it does not.
    private int afterOne(int p, char c) {
        if (p >= pattern.length()) {
            return -1;
        }
        return switch (pattern.charAt(p)) {
            case '?' -> p + 1;
            case '\\' -> p + 1 < pattern.length() && pattern.charAt(p + 1) == c ? p + 2 : -1;
            case '[' -> afterSet(p, c);
            default -> pattern.charAt(p) == c ? p + 1 : -1;
        };
    }

    private int afterSet(int open, char c) {
        int i = open + 1;
        boolean negated = i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^');
        if (negated) {
            i++;
        }
        boolean found = false;
        boolean first = true; // a ']' right after the bracket means itself
        while (i < pattern.length() && (first || pattern.charAt(i) != ']')) {
            first = false;
            if (pattern.startsWith(SPACE_CLASS, i)) {
                found |= Character.isWhitespace(c);
                i += SPACE_CLASS.length();
                continue;
            }
            if (pattern.charAt(i) == '\\' && i + 1 < pattern.length()) {
                i++;
            }
            char low = pattern.charAt(i);
            boolean range = i + 2 < pattern.length() && pattern.charAt(i + 1) == '-' && pattern.charAt(i + 2) != ']';
            char high = range ? pattern.charAt(i + 2) : low;
            found |= low <= c && c <= high;
            i += range ? 3 : 1;
        }
        if (i >= pattern.length()) {
            return c == '[' ? open + 1 : -1; // never closed, so an ordinary bracket
        }
        return found != negated ? i + 1 : -1;
    }
}
