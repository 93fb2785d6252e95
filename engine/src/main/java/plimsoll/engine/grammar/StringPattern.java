package plimsoll.engine.grammar;

import java.util.ArrayList;
import plimsoll.engine.grammar.Blueprint.Draw;

/// The keyword `pattern`: a regular expression over the whole of a string, letter by letter as JSON writes them.
final class StringPattern {
    private static final int MAX_CHARACTERS = 4096;
    private static final int MAX_GROUPS = 64;

    private static final CodePoints DIGITS = CodePoints.of('0', '9');
    private static final CodePoints WORD =
            CodePoints.of('0', '9').add('a', 'z').add('A', 'Z').add('_', '_');
    private static final CodePoints SPACE =
            CodePoints.of('\t', '\r').add(' ', ' ').add(0xA0, 0xA0).add(0x2028, 0x2029);

    private final Blueprint blueprint;
    private final JsonForms forms;
    private final String source;
    private int at;
    private int depth;

    StringPattern(Blueprint blueprint, JsonForms forms, String source) {
        this.blueprint = blueprint;
        this.forms = forms;
        this.source = source;
    }

    /// The string in its quotes.
    Draw read() throws GrammarRefused {
        if (source.length() > MAX_CHARACTERS) {
            throw refuse("it is longer than %d characters".formatted(MAX_CHARACTERS));
        }
        if (!source.startsWith("^") || !source.endsWith("$") || source.endsWith("\\$")) {
            throw refuse("it does not stand between ^ and $, so it would allow anything around it");
        }
        at = 1;
        var inner = alternatives();
        if (at != source.length() - 1) {
            throw refuse("something follows its end");
        }
        return state -> blueprint.text(inner.from(blueprint.text(state, "\"")), "\"");
    }

    private GrammarRefused refuse(String why) {
        return new GrammarRefused("the pattern %s is not known here: %s".formatted(source, why));
    }

    private boolean atEnd() {
        return at >= source.length() - 1;
    }

    private boolean skip(char wanted) {
        boolean found = !atEnd() && source.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private Draw alternatives() throws GrammarRefused {
        if (++depth > MAX_GROUPS) {
            throw refuse("groups nested deeper than %d".formatted(MAX_GROUPS));
        }
        var options = new ArrayList<Draw>();
        do {
            options.add(sequence());
        } while (skip('|'));
        depth--;
        // ^a|b$ has its anchors on one side each.
        if (options.size() > 1 && depth == 0) {
            throw refuse("alternatives need a group around them");
        }
        return options.size() == 1 ? options.getFirst() : state -> blueprint.choice(state, options);
    }

    private Draw sequence() throws GrammarRefused {
        var parts = new ArrayList<Draw>();
        while (!atEnd() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            parts.add(repeated(part()));
        }
        return state -> {
            int end = state;
            for (var part : parts) {
                end = part.from(end);
            }
            return end;
        };
    }

    private Draw part() throws GrammarRefused {
        if (skip('(')) {
            if (skip('?') && !skip(':')) {
                throw refuse("a group with a question mark");
            }
            var inner = alternatives();
            if (!skip(')')) {
                throw refuse("a bracket is missing");
            }
            return inner;
        }
        if (skip('[')) {
            return letters(set());
        }
        if (skip('.')) {
            return letters(CodePoints.of('\n', '\n')
                    .add('\r', '\r')
                    .add(0x2028, 0x2029)
                    .negated());
        }
        if (skip('\\')) {
            return letters(escape());
        }
        int c = codePoint();
        if ("^$*+?{}".indexOf(c) >= 0) {
            throw refuse("%c at that place".formatted(c));
        }
        return letters(CodePoints.of(c, c));
    }

    // Letters that stand for themselves, and those that JSON writes with an escape.
    private Draw letters(CodePoints set) {
        return state -> {
            var options = new ArrayList<Draw>();
            options.add(plain -> blueprint.character(plain, JsonForms.PLAIN.without(set.negated())));
            for (int c = 0; c <= '\\'; c++) {
                int escaped = c;
                if (set.has(c) && !JsonForms.PLAIN.has(c)) {
                    options.add(one -> forms.letter(one, escaped));
                }
            }
            return blueprint.choice(state, options);
        };
    }

    private Draw repeated(Draw part) throws GrammarRefused {
        int least;
        int most;
        if (skip('*')) {
            least = 0;
            most = Integer.MAX_VALUE;
        } else if (skip('+')) {
            least = 1;
            most = Integer.MAX_VALUE;
        } else if (skip('?')) {
            least = 0;
            most = 1;
        } else if (skip('{')) {
            least = number();
            most = skip(',') ? (!atEnd() && source.charAt(at) == '}' ? Integer.MAX_VALUE : number()) : least;
            if (!skip('}') || least > most) {
                throw refuse("a repetition");
            }
        } else {
            return part;
        }
        skip('?');
        if (!atEnd() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            throw refuse("a repetition of a repetition");
        }
        return state -> blueprint.repeat(state, part, least, most);
    }

    private int number() throws GrammarRefused {
        int start = at;
        while (!atEnd() && Character.isDigit(source.charAt(at))) {
            at++;
        }
        if (start == at || at - start > 5) {
            throw refuse("a repetition");
        }
        return Integer.parseInt(source, start, at, 10);
    }

    private CodePoints set() throws GrammarRefused {
        boolean negated = skip('^');
        var set = new CodePoints();
        boolean any = false;
        while (!skip(']')) {
            if (atEnd()) {
                throw refuse("a bracket is missing");
            }
            any = true;
            member(set);
        }
        if (!any) {
            throw refuse("an empty set");
        }
        return negated ? set.negated() : set;
    }

    private void member(CodePoints set) throws GrammarRefused {
        boolean escaped = skip('\\');
        if (escaped && !atEnd() && "dwsDWS".indexOf(source.charAt(at)) >= 0) {
            set.addAll(escape());
            return;
        }
        int first = escaped ? escapedCharacter() : codePoint();
        int last = first;
        if (!atEnd() && source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
            at++;
            last = skip('\\') ? escapedCharacter() : codePoint();
        }
        if (last < first) {
            throw refuse("a range that ends before it begins");
        }
        set.add(first, last);
    }

    private CodePoints escape() throws GrammarRefused {
        if (atEnd()) {
            throw refuse("a \\ at the end");
        }
        char c = source.charAt(at);
        var known = switch (c) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.negated();
            case 'w' -> WORD;
            case 'W' -> WORD.negated();
            case 's' -> SPACE;
            case 'S' -> SPACE.negated();
            default -> new CodePoints();
        };
        if ("dDwWsS".indexOf(c) >= 0) {
            at++;
            return known;
        }
        int one = escapedCharacter();
        return CodePoints.of(one, one);
    }

    private int escapedCharacter() throws GrammarRefused {
        int c = codePoint();
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            case 'u', 'x' -> {
                int digits = c == 'u' ? 4 : 2;
                try {
                    int value = Integer.parseInt(source, at, at + digits, 16);
                    at += digits;
                    yield value;
                } catch (NumberFormatException | IndexOutOfBoundsException broken) {
                    throw refuse("an escape without its digits");
                }
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw refuse("\\" + Character.toString(c));
                }
                yield c;
            }
        };
    }

    private int codePoint() throws GrammarRefused {
        if (atEnd()) {
            throw refuse("it ends too early");
        }
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
