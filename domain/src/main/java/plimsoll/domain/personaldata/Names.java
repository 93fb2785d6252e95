package plimsoll.domain.personaldata;

import java.util.Arrays;
import java.util.List;

/// Names of people and where they live, by how people write them: a title, a known first name before another word with
/// a capital, a phrase that somebody's name follows. They are never more than likely.
final class Names {
    private static final WordTable FIRST = WordTable.of(WordTable.lines("first-names.txt"));
    private static final WordTable TITLES = words(
            "mr mrs ms mx dr prof miss sir madam herr frau fräulein mme mlle monsieur madame señor señora sr sra signor "
                    + "signora dottor fru pani pan");
    /// Phrases that somebody's name follows.
    private static final List<String> PHRASES = List.of(
            "name is",
            "names are",
            "dear",
            "i am",
            "i'm",
            "called",
            "sincerely",
            "regards",
            "signed",
            "cheers",
            "born",
            "mein name",
            "m'appelle",
            "llamo",
            "chiamo");
    private static final WordTable LABELS = words(
            "name firstname lastname surname fullname vorname nachname nom prénom nombre contact attn customer patient");
    /// What begins with a capital and is no name.
    private static final WordTable COMMON = words(
            "the a an and or but if in on at of to for from with by as is are was were be it its this that these those i we "
                    + "you he she they my our your his her their what when where who why how which not no yes all any some "
                    + "there here please thanks thank hello hi can could would should will may might must do does did have "
                    + "has had good new more most other one two first last january february march april may june july "
                    + "august september october november december monday tuesday wednesday thursday friday saturday sunday "
                    + "north south east west street road avenue city state united states company inc ltd corp university "
                    + "college school bank church island river lake park house group department office st christ jesus "
                    + "texas virginia georgia carolina dakota jersey york england france germany jordan israel china india "
                    + "africa america europe london paris sydney madison austin dallas houston chester lincoln bay county");
    private static final WordTable STREETS = words(
            "street st road rd avenue ave av lane ln drive dr court ct boulevard blvd place pl square sq terrace way "
                    + "highway hwy parkway crescent close grove hill trail mews row strasse straße str weg allee platz gasse rue "
                    + "chemin impasse quai via viale piazza corso calle avenida plaza paseo rua travessa largo laan plein "
                    + "gade vej allé väg vägen gatan gata gate veien vei terrasse katu tie kuja ulica ul utca út tér");
    /// Ends of compound words for streets.
    private static final List<String> STREET_ENDINGS = List.of(
            "strasse", "straße", "straat", "gatan", "gata", "vägen", "gade", "vej", "vegen", "veien", "katu", "tie",
            "laan", "weg", "gasse", "platz", "allee", "gracht", "stræti", "vegur", "utca");
    private static final int MOST_WORDS = 4;
    private static final int MOST_STREET_CHARS = 60;
    private static final int MOST_STREET_WORDS = 5;

    private final Window window;

    Names(Window window) {
        this.window = window;
    }

    private static WordTable words(String words) {
        return WordTable.of(Arrays.asList(words.split(" ", -1)));
    }

    private boolean isCapital(int i) {
        return Character.isUpperCase(window.at(i));
    }

    /// At the beginning of a word with a capital.
    ///
    /// @return where the name ends; `start` when there is none
    int name(int start, int end) {
        if (TITLES.has(window.text, start, end)) {
            int dot = window.at(end) == '.' ? end + 1 : end;
            int next = window.at(dot) == ' ' ? dot + 1 : dot;
            int last = next > end && isCapital(next) ? words(next) : next;
            return last > next ? found(start, last) : start;
        }
        if (COMMON.has(window.text, start, end)) {
            return start;
        }
        int last = words(start);
        boolean several = last > end;
        boolean known = FIRST.has(window.text, start, end);
        boolean telling = several || known || end - start > 2;
        if ((several && known) || (telling && isIntroduced(start))) {
            return found(start, last);
        }
        return start;
    }

    private int found(int start, int end) {
        window.found(Kind.NAME, Certainty.LIKELY, start, end);
        return end;
    }

    /// Where words with capitals end, initials among them.
    private int words(int start) {
        int last = start;
        int i = start;
        for (int words = 0; words < MOST_WORDS && isCapital(i); words++) {
            int end = window.wordEnd(i);
            while ((window.at(end) == '-' || window.at(end) == '\'') && Window.isLetter(window.at(end + 1))) {
                end = window.wordEnd(end + 1);
            }
            boolean initial = end - i == 1;
            if (!isPlain(i, end) || COMMON.has(window.text, i, end) || end - i > 30) {
                return last;
            }
            last = initial && words > 0 ? last : end;
            i = initial && window.at(end) == '.' ? end + 1 : end;
            if (window.at(i) != ' ') {
                return last;
            }
            i++;
        }
        return last;
    }

    private boolean isPlain(int start, int end) {
        for (int i = start; i < end; i++) {
            char c = window.text[i];
            if (c == '_' || (c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /// Whether a phrase or a label stands before.
    private boolean isIntroduced(int start) {
        if (window.at(start - 1) == ':' || (window.at(start - 1) == ' ' && window.at(start - 2) == ':')) {
            int end = window.at(start - 1) == ':' ? start - 1 : start - 2;
            int first = end;
            while (end - first < 16 && first > window.from && Window.isLetter(window.text[first - 1])) {
                first--;
            }
            return LABELS.has(window.text, first, end);
        }
        int before = start - 1;
        if (window.at(before) != ' ') {
            return false;
        }
        if (window.at(before - 1) == ',') {
            before--;
        }
        char last = WordTable.lower(window.at(before - 1));
        for (var phrase : PHRASES) {
            int at = before - phrase.length();
            boolean possible = phrase.charAt(phrase.length() - 1) == last && at >= window.from;
            if (possible && !window.isWord(at - 1) && isThere(phrase, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isThere(String text, int at) {
        for (int i = 0; i < text.length(); i++) {
            if (WordTable.lower(window.at(at + i)) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// At a number of at most five digits: the number of a house before its street, or after it.
    int address(int start, int end) {
        int i = end;
        int words = 0;
        int last = 0;
        boolean capital = false;
        while (words < MOST_STREET_WORDS
                && i - start < MOST_STREET_CHARS
                && window.at(i) == ' '
                && window.isWord(i + 1)) {
            int first = i + 1;
            int wordEnd = window.wordEnd(first);
            capital |= isCapital(first);
            words++;
            boolean word = STREETS.has(window.text, first, wordEnd);
            boolean whole = word && (words > 1 ? capital : isCapital(wordEnd + 1));
            if (whole || (capital && isStreet(first, wordEnd))) {
                last = wordEnd;
                break;
            }
            i = wordEnd;
        }
        if (last == 0) {
            return end;
        }
        window.found(Kind.STREET_ADDRESS, Certainty.LIKELY, start, last);
        return last;
    }

    /// At a word with a capital that is a street's, with a number after it.
    int street(int start, int end) {
        int next = end;
        if (window.at(end) != ' ') {
            return start;
        }
        boolean street = window.isDigit(end + 1) && isStreet(start, end);
        if (!street && end - start > 2 && STREETS.has(window.text, start, end)) {
            for (int words = 0; words < 3 && window.at(next) == ' ' && Window.isLetter(window.at(next + 1)); words++) {
                next = window.wordEnd(next + 1);
            }
            street = next > end;
        }
        int number = next + 1;
        if (!street || window.at(next) != ' ' || !window.isDigit(number) || window.wordEnd(number) - number > 5) {
            return start;
        }
        int last = window.wordEnd(number);
        window.found(Kind.STREET_ADDRESS, Certainty.LIKELY, start, last);
        return last;
    }

    private boolean isStreet(int start, int end) {
        for (var ending : STREET_ENDINGS) {
            if (end - start > ending.length() + 2 && isThere(ending, end - ending.length())) {
                return true;
            }
        }
        return false;
    }
}
