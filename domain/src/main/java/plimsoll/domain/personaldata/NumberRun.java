package plimsoll.domain.personaldata;

/// Groups of digits that stand in one line with little between them, as telephone numbers, cards and dates do.
final class NumberRun {
    /// More groups, or characters, are no number that somebody would read aloud.
    static final int MOST_GROUPS = 12;

    private static final int MOST_CHARS = 48;
    private static final int MOST_BETWEEN = 3;

    private final int[] starts = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private final char[] separators = new char[MOST_GROUPS];
    private Window window = new Window();
    private boolean plus;
    private int groups;

    /// Reads the run that begins at `start`, with a digit, or with a plus or a bracket before one.
    void read(Window from, int start) {
        window = from;
        groups = 0;
        int i = start;
        plus = window.at(i) == '+';
        if (plus) {
            i++;
        }
        if (window.at(i) == '(') {
            i++;
        }
        char separator = 0;
        while (groups < MOST_GROUPS && window.isDigit(i)) {
            int end = i;
            while (window.isDigit(end)) {
                end++;
            }
            if (end - start > MOST_CHARS) {
                return;
            }
            starts[groups] = i;
            ends[groups] = end;
            separators[groups++] = separator;
            i = end;
            separator = window.at(i);
            while (i - end < MOST_BETWEEN && isBetween(window.at(i))) {
                i++;
            }
            if (i - end > 1 && separator == ' ' && window.at(i - 1) != ' ') {
                separator = window.at(i - 1);
            }
        }
        if (groups > 0 && isJoined(ends[groups - 1])) {
            groups--; // its last group is the beginning of a word
        }
    }

    // An extension may follow without a blank, as in 555-1234x56.
    private boolean isJoined(int end) {
        char c = window.at(end);
        boolean extension = (c | 0x20) == 'x' && window.isDigit(end + 1) && groups > 2;
        return Window.isWord(c) && !extension;
    }

    private static boolean isBetween(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '\u00a0';
    }

    int groups() {
        return groups;
    }

    boolean plus() {
        return plus;
    }

    int start(int group) {
        return starts[group];
    }

    int end(int group) {
        return ends[group];
    }

    int length(int group) {
        return ends[group] - starts[group];
    }

    /// What stands before a group: the last of several separators; nothing before the first.
    char separator(int group) {
        return separators[group];
    }

    /// Whether the groups from one to another, both included, are joined by this separator alone.
    boolean isJoinedBy(char separator, int from, int to) {
        for (int group = from + 1; group <= to; group++) {
            if (starts[group] - ends[group - 1] != 1 || window.at(ends[group - 1]) != separator) {
                return false;
            }
        }
        return true;
    }

    int digits(int from, int to) {
        int digits = 0;
        for (int group = from; group <= to; group++) {
            digits += length(group);
        }
        return digits;
    }

    /// The digits of groups, both included, without what is between.
    String text(int from, int to) {
        var text = new StringBuilder();
        for (int group = from; group <= to; group++) {
            text.append(window.text, starts[group], length(group));
        }
        return text.toString();
    }

    int value(int group) {
        int value = 0;
        for (int i = starts[group]; i < ends[group]; i++) {
            value = value * 10 + window.text[i] - '0';
        }
        return value;
    }

    /// Whether the groups from this one have these lengths.
    boolean has(int from, int... lengths) {
        if (from + lengths.length > groups) {
            return false;
        }
        for (int i = 0; i < lengths.length; i++) {
            if (length(from + i) != lengths[i]) {
                return false;
            }
        }
        return true;
    }
}
