package plimsoll.domain.personaldata;

import java.util.List;

/// Finds personal data in a text. Every rule looks at a bounded piece of it, so the time is linear in its length,
/// whatever the text. One detector is for one thread at a time.
///
/// Checksums and shapes are public: ISO/IEC 7812 for cards, ISO 13616 for bank accounts, ITU-T E.164 for telephone
/// numbers, the states' own for the numbers they give.
public final class Detector {
    /// The version of all rules together: the same text always gives the same findings under the same version.
    public static final String VERSION = "personal-data-1";

    /// No finding is longer, in UTF-16 units.
    public static final int LONGEST = 512;

    /// No rule looks farther to either side of where it begins.
    public static final int SIGHT = 1024;

    private final Window window = new Window();
    private final Networks networks = new Networks(window);
    private final Numbers numbers = new Numbers(window);
    private final Accounts accounts = new Accounts(window);
    private final Names names = new Names(window);

    /// With all rules.
    public Detector() {}

    /// What is found in a text, in order, no two findings overlapping.
    public List<Hit> find(String text) {
        return find(text, "");
    }

    /// What is found in a cell.
    ///
    /// @param column the name of its column or key, which tells what a number may be
    public List<Hit> find(String text, String column) {
        var chars = text.toCharArray();
        return List.copyOf(find(chars, 0, chars.length, ContextWords.hints(column)));
    }

    /// The same without copies: the list is that of this detector, and good until its next call.
    List<Hit> find(char[] text, int from, int to, long hints) {
        window.set(text, from, to, hints);
        int i = from;
        while (i < to) {
            char c = text[i];
            if (c < 128 && !isTrigger(c)) {
                i++;
            } else {
                i = step(i, c);
            }
        }
        return window.hits;
    }

    private static final boolean[] TRIGGERS = new boolean[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            TRIGGERS[c] = Window.isWord(c);
        }
        TRIGGERS['+'] = true;
        TRIGGERS['('] = true;
        TRIGGERS['@'] = true;
        TRIGGERS[':'] = true;
    }

    private static boolean isTrigger(char c) {
        return TRIGGERS[c];
    }

    /// Looks at what begins there.
    ///
    /// @return where to go on, always farther
    private int step(int i, char c) {
        int end = i;
        switch (c) {
            case '@' -> end = networks.email(i);
            case ':' -> end = window.isWord(i + 1) || window.at(i + 1) == ':' ? colon(i) : i;
            case '+', '(' -> end = isNumber(i, c) ? numbers.find(i) : i;
            default -> {
                if (Window.isWord(c)) {
                    return word(i, c);
                }
            }
        }
        return Math.max(end, i + 1);
    }

    private boolean isNumber(int i, char c) {
        return window.isDigit(i + 1) || (c == '+' && window.at(i + 1) == '(' && window.isDigit(i + 2));
    }

    // Between a key and its value a colon is no part of an address.
    private int colon(int i) {
        boolean hex = Window.isHex(window.at(i - 1)) || window.at(i + 1) == ':';
        boolean next = window.at(i + 1) == ':' || Window.isHex(window.at(i + 1));
        return hex && next ? networks.ipv6(i) : i;
    }

    /// At the beginning of a word, for whatever stands within one is passed with it.
    private int word(int start, char first) {
        int end = start + 1;
        boolean digit = first >= '0' && first <= '9';
        boolean letter = !digit;
        while (end < window.to && Window.isWord(window.text[end])) {
            char c = window.text[end];
            boolean isDigit = c >= '0' && c <= '9';
            digit |= isDigit;
            letter |= !isDigit;
            end++;
        }
        if (digit) {
            int found = numbered(start, end, letter);
            if (found != start) {
                return found;
            }
        }
        if (window.at(end) == '.' || ((first | 0x20) == 'h' && window.at(end) == ':')) {
            int found = networks.domain(start);
            if (found > start) {
                return found;
            }
        }
        if (Character.isUpperCase(first)) {
            int found = names.name(start, end);
            found = found > start ? found : names.street(start, end);
            if (found > start) {
                return found;
            }
        }
        return end;
    }

    private int numbered(int start, int end, boolean letter) {
        int found = letter || window.at(end) == '-' || window.at(end) == '+' ? accounts.find(start, end) : start;
        if (found > start || letter) {
            return found;
        }
        found = numbers.find(start);
        boolean taken = !window.hits.isEmpty() && window.hits.getLast().end() > start;
        if (found > end || end - start > 5 || taken) {
            return found;
        }
        int street = names.address(start, end);
        return street > end ? street : end;
    }
}
