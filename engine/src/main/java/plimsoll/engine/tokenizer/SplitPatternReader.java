package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import plimsoll.engine.tokenizer.SplitPattern.Choice;
import plimsoll.engine.tokenizer.SplitPattern.End;
import plimsoll.engine.tokenizer.SplitPattern.Look;
import plimsoll.engine.tokenizer.SplitPattern.Run;
import plimsoll.engine.tokenizer.SplitPattern.Step;

/// Reads the regular expressions of published tokenizers. What lies beyond [SplitPattern] is refused by its spelling.
final class SplitPatternReader {
    /// The longest published one, of DeepSeek, has 700 characters.
    private static final int MAX_CHARACTERS = 4096;

    private static final int MAX_REPEATS = 1024;
    private static final int MAX_GROUPS = 4;

    private final String source;
    private int at;

    private SplitPatternReader(String source) {
        this.source = source;
    }

    /// @throws BadTokenizer when the expression uses what is not known here
    static SplitPattern read(String expression) throws BadTokenizer {
        if (expression.length() > MAX_CHARACTERS) {
            throw new BadTokenizer("a splitting pattern of more than %d characters".formatted(MAX_CHARACTERS));
        }
        var reader = new SplitPatternReader(expression);
        try {
            var alternatives = reader.alternatives(false, 0);
            if (reader.at < expression.length()) {
                throw new IllegalArgumentException("a bracket without its partner");
            }
            return new SplitPattern(alternatives);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw new BadTokenizer("the splitting pattern %s is not one that is known here: %s"
                    .formatted(expression, unreadable.getMessage()));
        }
    }

    private List<List<Step>> alternatives(boolean ignoreCase, int depth) {
        if (depth > MAX_GROUPS) {
            throw new IllegalArgumentException("groups in groups");
        }
        var all = new ArrayList<List<Step>>();
        do {
            all.add(sequence(ignoreCase, depth));
        } while (skip("|"));
        return all;
    }

    private List<Step> sequence(boolean ignoreCase, int depth) {
        var steps = new ArrayList<Step>();
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            steps.add(step(ignoreCase, depth));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("an empty alternative");
        }
        return List.copyOf(steps);
    }

    private Step step(boolean ignoreCase, int depth) {
        if (skip("$")) {
            return new End();
        }
        if (skip("(?!")) {
            return look(false);
        }
        if (skip("(?=")) {
            return look(true);
        }
        if (skip("(?i:")) {
            return group(true, depth);
        }
        if (skip("(?:")) {
            return group(ignoreCase, depth);
        }
        if (source.startsWith("(?", at)) {
            throw new IllegalArgumentException(source.substring(at, Math.min(source.length(), at + 4)));
        }
        if (skip("(")) {
            return group(ignoreCase, depth);
        }
        return repeated(CharSet.of(atom(ignoreCase)));
    }

    private Look look(boolean wanted) {
        var set = CharSet.of(atom(false));
        close();
        return new Look(set, wanted);
    }

    private Choice group(boolean ignoreCase, int depth) {
        var options = alternatives(ignoreCase, depth + 1);
        close();
        boolean optional = skip("?");
        if (at < source.length() && "*+{".indexOf(source.charAt(at)) >= 0) {
            throw new IllegalArgumentException("a group that repeats");
        }
        return new Choice(options, optional);
    }

    private void close() {
        if (!skip(")")) {
            throw new IllegalArgumentException("more than one set in a look ahead, or a missing bracket");
        }
    }

    private Run repeated(CharSet set) {
        int least = 1;
        int most = 1;
        if (skip("*")) {
            least = 0;
            most = SplitPattern.UNBOUNDED;
        } else if (skip("+")) {
            most = SplitPattern.UNBOUNDED;
        } else if (skip("?")) {
            least = 0;
        } else if (skip("{")) {
            least = number();
            most = skip(",") ? number() : least;
            if (!skip("}") || least > most) {
                throw new IllegalArgumentException("a repetition");
            }
        } else {
            return new Run(set, 1, 1, false);
        }
        boolean possessive = skip("+");
        if (skip("?")) {
            throw new IllegalArgumentException("a reluctant repetition");
        }
        return new Run(set, least, most, possessive);
    }

    private int number() {
        int start = at;
        while (Character.isDigit(source.charAt(at))) {
            at++;
        }
        int number = Integer.parseInt(source, start, at, 10);
        if (number > MAX_REPEATS) {
            throw new IllegalArgumentException("more than %d repetitions".formatted(MAX_REPEATS));
        }
        return number;
    }

    private IntPredicate atom(boolean ignoreCase) {
        if (skip("[")) {
            return set(ignoreCase);
        }
        if (skip("\\")) {
            return escape(ignoreCase);
        }
        int c = codePoint();
        if (c == '.') {
            return any -> any != '\n';
        }
        if ("*+?{}^]".indexOf(c) >= 0) {
            throw new IllegalArgumentException(Character.toString(c));
        }
        return one(c, ignoreCase);
    }

    private IntPredicate set(boolean ignoreCase) {
        boolean negated = skip("^");
        IntPredicate members = _ -> false;
        while (!skip("]")) {
            if (source.startsWith("[", at) || source.startsWith("&&", at)) {
                throw new IllegalArgumentException("a set in a set");
            }
            members = members.or(member(ignoreCase));
        }
        return negated ? members.negate() : members;
    }

    private IntPredicate member(boolean ignoreCase) {
        int first;
        if (skip("\\")) {
            if ("pPsSdD".indexOf(source.charAt(at)) >= 0) {
                return escape(ignoreCase);
            }
            first = escaped();
        } else {
            first = codePoint();
        }
        if (!source.startsWith("-", at) || source.startsWith("-]", at)) {
            return one(first, ignoreCase);
        }
        at++;
        int last = skip("\\") ? escaped() : codePoint();
        if (last < first) {
            throw new IllegalArgumentException("a range that ends before it begins");
        }
        return c -> c >= first && c <= last;
    }

    private IntPredicate escape(boolean ignoreCase) {
        char c = source.charAt(at);
        return switch (c) {
            case 's', 'S', 'd', 'D' -> {
                at++;
                IntPredicate members = c == 's' || c == 'S' ? CharSet::isSpace : Character::isDigit;
                yield Character.isUpperCase(c) ? members.negate() : members;
            }
            case 'p', 'P' -> {
                at++;
                boolean named = skip("{");
                int end = named ? source.indexOf('}', at) : at + 1;
                var members = CharSet.category(source.substring(at, end));
                at = named ? end + 1 : end;
                yield c == 'P' ? members.negate() : members;
            }
            default -> one(escaped(), ignoreCase);
        };
    }

    private int escaped() {
        int c = codePoint();
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x', 'u' -> {
                boolean braced = skip("{");
                int end = braced ? source.indexOf('}', at) : at + (c == 'x' ? 2 : 4);
                int value = Integer.parseInt(source, at, end, 16);
                at = braced ? end + 1 : end;
                yield value;
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new IllegalArgumentException("\\" + Character.toString(c));
                }
                yield c;
            }
        };
    }

    // For ASCII only, whatever Unicode says of U+017F: so the makers of the vocabularies did it.
    private static IntPredicate one(int wanted, boolean ignoreCase) {
        if (!ignoreCase || wanted >= 0x80) {
            return c -> c == wanted;
        }
        int lower = Character.toLowerCase(wanted);
        int upper = Character.toUpperCase(wanted);
        return c -> c == lower || c == upper;
    }

    private int codePoint() {
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(String wanted) {
        boolean found = source.startsWith(wanted, at);
        at += found ? wanted.length() : 0;
        return found;
    }
}
