package plimsoll.domain.personaldata;

import java.util.Locale;
import java.util.Set;

/// What a run of digits may be: the address of a machine, a social security number, a card, an identity number, a
/// telephone number.
final class Numbers {
    private static final int LEAST_DIGITS = 4;
    private static final Set<String> VERSIONS = Set.of("version", "versions", "release", "v", "ver", "build");
    private static final int[][] CARD_GROUPS = {
        {4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {4, 4, 4, 1}, {4, 4, 5}, {4, 4, 4, 2}, {4, 4, 4, 3}
    };
    private static final int LEAST_CARD = 12;
    private static final int MOST_CARD = 19;
    private static final int LEAST_IDENTITY = 9;
    private static final int MOST_IDENTITY = 13;

    private final Window window;
    private final NumberRun run = new NumberRun();
    private final Phones phones;

    Numbers(Window window) {
        this.window = window;
        this.phones = new Phones(window, run);
    }

    /// At a digit, or a plus or a bracket before one, that begins a word.
    ///
    /// @return where to go on: the end of what was found, or of the first group of digits
    int find(int start) {
        run.read(window, start);
        if (run.groups() == 0) {
            int end = window.wordEnd(start);
            return end > start ? end : start + 1;
        }
        int last = run.groups() - 1;
        if (run.digits(0, last) >= LEAST_DIGITS) {
            int end = ipv4();
            end = end > 0 ? end : run.plus() ? phones.international(start) : 0;
            end = end > 0 ? end : security();
            end = end > 0 ? end : card();
            end = end > 0 ? end : spoken(start);
            if (end > 0) {
                return end;
            }
        }
        return run.end(0);
    }

    private int ipv4() {
        if (run.groups() < 4 || !run.isJoinedBy('.', 0, 3) || window.at(run.start(0) - 1) == '.') {
            return 0;
        }
        int end = run.end(3);
        if (window.at(end) == '.' && window.isDigit(end + 1)) {
            return 0;
        }
        boolean small = true;
        for (int group = 0; group < 4; group++) {
            boolean padded = run.length(group) > 1 && window.at(run.start(group)) == '0';
            if (run.length(group) > 3 || padded || run.value(group) > 255) {
                return 0;
            }
            small &= run.value(group) < 20;
        }
        int a = run.value(0);
        int b = run.value(1);
        if ((!Networks.isPublicV4(a, b, run.value(2)) && !Examples.ipv4(a, b, run.value(2))) || isVersion()) {
            return end;
        }
        var certainty =
                Examples.ipv4(a, b, run.value(2)) ? Certainty.EXAMPLE : small ? Certainty.PROBABLE : Certainty.CERTAIN;
        window.found(Kind.IP_ADDRESS, certainty, run.start(0), end);
        return end;
    }

    private boolean isVersion() {
        int end = run.start(0);
        while (window.at(end - 1) == ' ' || window.at(end - 1) == '/' || window.at(end - 1) == ':') {
            end--;
            if (run.start(0) - end > 3) {
                return false;
            }
        }
        int start = end;
        while (end - start < 10 && start > window.from && Window.isLetter(window.at(start - 1))) {
            start--;
        }
        return VERSIONS.contains(new String(window.text, start, end - start).toLowerCase(Locale.ROOT));
    }

    private int security() {
        boolean hyphens = run.has(0, 3, 2, 4) && run.isJoinedBy('-', 0, 2);
        boolean blanks = run.has(0, 3, 2, 4) && run.isJoinedBy(' ', 0, 2);
        char before = window.at(run.start(0) - 1);
        int end = hyphens || blanks ? run.end(2) : 0;
        boolean part = before == '-' || before == '.' || (window.at(end) == '-' && window.isDigit(end + 1));
        int area = end > 0 ? run.value(0) : 0;
        if (end == 0 || part || area == 0 || area == 666 || area >= 900 || run.value(1) == 0 || run.value(2) == 0) {
            return 0;
        }
        boolean spoken = (window.near(run.start(0), end) & Kind.US_SSN.bit()) != 0;
        if (!spoken && blanks) {
            return 0;
        }
        var certainty = spoken ? Certainty.CERTAIN : Certainty.PROBABLE;
        boolean example = Examples.number(run.text(0, 2));
        window.found(Kind.US_SSN, example ? Certainty.EXAMPLE : certainty, run.start(0), end);
        return end;
    }

    private int card() {
        char before = window.at(run.start(0) - 1);
        if ((before == '.' || before == ',' || before == '-') && window.isDigit(run.start(0) - 2)) {
            return 0;
        }
        if (run.length(0) >= LEAST_CARD) {
            return run.length(0) <= MOST_CARD ? card(0, false) : 0;
        }
        for (int[] groups : CARD_GROUPS) {
            int last = groups.length - 1;
            if (run.has(0, groups) && (run.isJoinedBy(' ', 0, last) || run.isJoinedBy('-', 0, last))) {
                int end = card(last, true);
                if (end > 0) {
                    return end;
                }
            }
        }
        return 0;
    }

    private int card(int last, boolean grouped) {
        int end = run.end(last);
        boolean goesOn = (window.at(end) == '.' || window.at(end) == '-') && window.isDigit(end + 1);
        var digits = run.text(0, last);
        if (goesOn || !isIssued(digits) || !Checksums.luhn(digits)) {
            return 0;
        }
        boolean spoken = (window.near(run.start(0), end) & Kind.CARD.bit()) != 0;
        var certainty = grouped || spoken ? Certainty.CERTAIN : Certainty.PROBABLE;
        window.found(Kind.CARD, Examples.number(digits) ? Certainty.EXAMPLE : certainty, run.start(0), end);
        return end;
    }

    /// Whether an issuer of cards has numbers that begin so, and of that length (ISO/IEC 7812).
    static boolean isIssued(String digits) {
        int four = Integer.parseInt(digits.substring(0, 4));
        int two = four / 100;
        int length = digits.length();
        return switch (four / 1000) {
            case 1 -> four == 1800 && length == 15;
            case 2 -> (four >= 2221 && four <= 2720 && length == 16) || (four == 2131 && length == 15);
            case 3 -> isThree(four, length);
            case 4 -> length == 13 || length == 16 || length == 19;
            case 5 -> (two >= 51 && two <= 55) ? length == 16 : length >= LEAST_CARD; // Maestro: 50, 56 to 58
            case 6 -> length >= LEAST_CARD;
            default -> false;
        };
    }

    // American Express, JCB, and Diners Club.
    private static boolean isThree(int four, int length) {
        return switch (four / 100) {
            case 34, 37 -> length == 15;
            case 35 -> length == 16;
            case 30 -> four < 3060 && (length == 14 || length == 16);
            case 36, 38, 39 -> length == 14 || length == 16;
            default -> false;
        };
    }

    /// What only the words near it tell.
    private int spoken(int start) {
        int last = run.groups() - 1;
        int digits = run.digits(0, last);
        if (digits < Phones.LEAST_DIGITS) {
            return 0;
        }
        long near = window.near(run.start(0), run.end(last));
        int end = identity(near);
        return end > 0 ? end : phones.national(start, near);
    }

    private int identity(long near) {
        char before = window.at(run.start(0) - 1);
        if (before == '.' || (before == '-' && window.isWord(run.start(0) - 2))) {
            return 0;
        }
        for (int last = 0; last < run.groups(); last++) {
            int digits = run.digits(0, last);
            char next = window.at(run.end(last));
            if (digits > MOST_IDENTITY) {
                return 0;
            }
            if (digits >= LEAST_IDENTITY && !((next == '.' || next == '-') && window.isDigit(run.end(last) + 1))) {
                var text = run.text(0, last);
                int end = run.end(last);
                if (Identities.find(window, text, near, run.start(0), end) || shaped(text, last)) {
                    return end;
                }
            }
        }
        return 0;
    }

    /// Numbers whose shape, date and check digit tell enough without a word beside them.
    private boolean shaped(String text, int last) {
        boolean korean = last == 1 && run.has(0, 6, 7) && run.separator(1) == '-' && Identities.korean(text);
        boolean swedish = last == 1
                && (run.has(0, 6, 4) || run.has(0, 8, 4))
                && run.separator(1) == '-'
                && Identities.swedish(text);
        boolean aadhaar = last == 2 && run.has(0, 4, 4, 4) && run.isJoinedBy(' ', 0, 2) && Identities.aadhaar(text);
        if (!korean && !swedish && !aadhaar) {
            return false;
        }
        var kind = korean ? Kind.KR_RRN : swedish ? Kind.SE_PERSONNUMMER : Kind.IN_AADHAAR;
        window.found(kind, Certainty.PROBABLE, run.start(0), run.end(last));
        return true;
    }
}
