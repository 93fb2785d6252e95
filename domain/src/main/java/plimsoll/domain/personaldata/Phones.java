package plimsoll.domain.personaldata;

import java.util.Set;

/// Telephone numbers: with a plus and the code of a country they are certain (ITU-T E.164), without one a word that
/// speaks of telephones must stand near, or they must be written as in North America.
final class Phones {
    static final int LEAST_DIGITS = 7;

    private static final int MOST_DIGITS = 15;
    private static final int MOST_NATIONAL = 13;
    private static final int MOST_GROUPS = 7;
    private static final int LEAST_ALONE = 8;
    private static final int MOST_EXTENSION = 6;

    /// For each code of one or two digits, the fewest and the most digits after it.
    private static final String TWO_DIGITS =
            "1:10:10 7:10:10 20:8:10 27:9:9 30:10:10 31:9:9 32:8:9 33:9:9 34:9:9 36:8:9 39:6:11 "
                    + "40:9:9 41:9:9 43:7:13 44:9:10 45:8:8 46:7:10 47:8:8 48:9:9 49:6:12 51:8:9 52:10:11 53:8:8 54:10:11 "
                    + "55:10:11 56:9:9 57:8:10 58:10:10 60:8:10 61:9:9 62:8:12 63:8:10 64:8:10 65:8:8 66:8:9 81:9:10 82:8:10 "
                    + "84:9:10 86:10:11 90:10:10 91:10:10 92:9:10 93:9:9 94:9:9 95:7:10 98:10:10";

    /// The first two digits of codes of three.
    private static final String THREE_DIGITS = "21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99";

    /// Those that are no country's all the same.
    private static final Set<String> UNASSIGNED = Set.of(
            "210", "214", "215", "217", "219", "259", "292", "293", "294", "295", "296", "384", "693", "694", "695",
            "696", "697", "698", "699", "851", "854", "857", "858", "859", "884", "885", "887", "889", "969", "978",
            "990", "997", "999");

    private static final byte[] LEAST = new byte[100];
    private static final byte[] MOST = new byte[100];
    private static final boolean[] THREE = new boolean[100];

    static {
        for (var code : TWO_DIGITS.split(" ", -1)) {
            var parts = code.split(":", -1);
            int number = Integer.parseInt(parts[0]);
            LEAST[number] = Byte.parseByte(parts[1]);
            MOST[number] = Byte.parseByte(parts[2]);
        }
        for (var code : THREE_DIGITS.split(" ", -1)) {
            THREE[Integer.parseInt(code)] = true;
        }
    }

    private final Window window;
    private final NumberRun run;

    Phones(Window window, NumberRun run) {
        this.window = window;
        this.run = run;
    }

    /// Of a run that begins with a plus.
    ///
    /// @return where the number ends; 0 when it is none
    int international(int start) {
        for (int last = Math.min(run.groups(), MOST_GROUPS) - 1; last >= 0; last--) {
            var digits = subscriber(last);
            if (isAssigned(digits)) {
                return found(start, last, digits, Certainty.CERTAIN);
            }
        }
        return 0;
    }

    // The nought in +46 (0)8 is not dialled with the code before it.
    private String subscriber(int last) {
        if (last > 0 && run.length(1) == 1 && run.value(1) == 0 && window.at(run.end(1)) == ')') {
            return run.text(0, 0) + (last > 1 ? run.text(2, last) : "");
        }
        return run.text(0, last);
    }

    /// Whether there is a country of that code, whose numbers are so long.
    static boolean isAssigned(String digits) {
        int length = digits.length();
        if (length < LEAST_DIGITS || length > MOST_DIGITS || digits.charAt(0) == '0') {
            return false;
        }
        int one = digits.charAt(0) - '0';
        int two = one * 10 + digits.charAt(1) - '0';
        if (one == 1 || one == 7) {
            boolean area = one == 7 || digits.charAt(1) >= '2';
            return area && length - 1 >= LEAST[one] && length - 1 <= MOST[one];
        }
        if (THREE[two]) {
            return !UNASSIGNED.contains(digits.substring(0, 3)) && length - 3 >= 5 && length - 3 <= 11;
        }
        return LEAST[two] > 0 && length - 2 >= LEAST[two] && length - 2 <= MOST[two];
    }

    /// Of a run without a plus.
    ///
    /// @param near what the words near it speak of
    /// @return where the number ends; 0 when it is none
    int national(int start, long near) {
        boolean spoken = (near & Kind.PHONE.bit()) != 0;
        if (!spoken) {
            return american(start);
        }
        char before = window.at(start - 1);
        boolean goesOn = (before == '.' || before == ',') && window.isDigit(start - 2);
        if (goesOn || before == '$' || before == '#' || before == '-' || before == '/') {
            return 0;
        }
        int last = Math.min(run.groups(), MOST_GROUPS) - 1;
        while (last > 0 && run.digits(0, last) > MOST_NATIONAL) {
            last--;
        }
        int digits = run.digits(0, last);
        if (digits < LEAST_DIGITS || digits > MOST_NATIONAL || isDate() || isDecimal(last)) {
            return 0;
        }
        boolean alone = last == 0;
        boolean column = (window.hints & Kind.PHONE.bit()) != 0;
        if (alone && (isRound() || (digits < LEAST_ALONE && !column))) {
            return 0;
        }
        return found(start, last, run.text(0, last), Certainty.PROBABLE);
    }

    /// Three, three and four digits, as nothing else is written; and a code for the area that exists.
    private int american(int start) {
        int first = (run.length(0) == 1 || run.length(0) == 3) && run.value(0) == 1 ? 1 : 0;
        if (!run.has(first, 3, 3, 4) || run.groups() > first + 3) {
            return 0;
        }
        boolean bracket = window.at(run.start(first) - 1) == '(' && window.at(run.end(first)) == ')';
        boolean even = run.isJoinedBy('-', first, first + 2) || run.isJoinedBy('.', first, first + 2);
        char before = window.at(start - 1);
        boolean part = before == '.' || before == '-' || before == '/' || before == '=';
        boolean area = window.at(run.start(first)) >= '2' && window.at(run.start(first + 1)) >= '2';
        return (bracket || even) && !part && area
                ? found(start, first + 2, run.text(first, first + 2), Certainty.PROBABLE)
                : 0;
    }

    private boolean isRound() {
        var text = run.text(0, 0);
        boolean day = text.length() == 8 && (text.startsWith("19") || text.startsWith("20"));
        return day || text.endsWith("000");
    }

    private boolean isDate() {
        if (run.groups() < 3) {
            return false;
        }
        boolean first = run.length(0) == 4 && run.length(1) <= 2 && run.length(2) <= 2 && isYear(run.value(0));
        boolean third = run.length(2) == 4 && run.length(0) <= 2 && run.length(1) <= 2 && isYear(run.value(2));
        return (first || third) && run.separator(1) == run.separator(2) && run.separator(1) != ' ';
    }

    private static boolean isYear(int value) {
        return value >= 1900 && value < 2100;
    }

    private boolean isDecimal(int last) {
        return last == 1 && run.isJoinedBy('.', 0, 1);
    }

    private int found(int start, int last, String digits, Certainty certainty) {
        int end = run.end(last);
        boolean example = Examples.phone(digits);
        window.found(Kind.PHONE, example ? Certainty.EXAMPLE : certainty, start, extension(end));
        return extension(end);
    }

    private int extension(int end) {
        int i = end + (window.at(end) == ' ' ? 1 : 0);
        if ((window.at(i) | 0x20) == 'x' && window.isDigit(i + 1)) {
            i++;
        } else if ((window.at(i) | 0x20) == 'e' && (window.at(i + 1) | 0x20) == 'x' && window.at(i + 2) == 't') {
            i += 3;
            while (window.at(i) == '.' || window.at(i) == ' ') {
                i++;
            }
        } else {
            return end;
        }
        int last = i;
        while (window.isDigit(last) && last - i < MOST_EXTENSION) {
            last++;
        }
        return last > i ? last : end;
    }
}
