package plimsoll.engine.grammar;

import java.util.ArrayList;
import plimsoll.engine.grammar.Blueprint.Draw;

/// Reads llama.cpp's notation of grammars: `name ::= "text" [a-z]+ (other | "x")? # comment`.
final class GbnfParser {
    /// More than any grammar that people write.
    private static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_GROUPS = 64;

    private final String source;
    private final Blueprint blueprint = new Blueprint();
    private int at;
    private int depth;

    GbnfParser(String source) {
        this.source = source;
    }

    Automaton parse() throws GrammarRefused {
        if (source.length() > MAX_CHARACTERS) {
            throw new GrammarRefused("a grammar of more than %d characters".formatted(MAX_CHARACTERS));
        }
        space(true);
        while (at < source.length()) {
            var name = name();
            space(false);
            expect("::=");
            space(true);
            var body = alternatives(false);
            blueprint.draw(name, body);
            if (at < source.length() && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
                throw refuse("the end of the rule %s was expected".formatted(name));
            }
            space(true);
        }
        if (!blueprint.isDrawn("root")) {
            throw new GrammarRefused("the grammar has no rule root to begin with");
        }
        return blueprint.build("root");
    }

    private GrammarRefused refuse(String why) {
        long line = source.substring(0, Math.min(at, source.length())).lines().count();
        return new GrammarRefused("%s (line %d of the grammar)".formatted(why, Math.max(1, line)));
    }

    private void space(boolean lines) {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                while (at < source.length() && source.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
                at++;
            } else {
                return;
            }
        }
    }

    private boolean skip(String wanted) {
        boolean found = source.startsWith(wanted, at);
        at += found ? wanted.length() : 0;
        return found;
    }

    private void expect(String wanted) throws GrammarRefused {
        if (!skip(wanted)) {
            throw refuse("\"%s\" was expected".formatted(wanted));
        }
    }

    private String name() throws GrammarRefused {
        int start = at;
        while (at < source.length() && isNamed(source.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw refuse("a name was expected");
        }
        return source.substring(start, at);
    }

    private static boolean isNamed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    // Inside of brackets a line may end anywhere.
    private Draw alternatives(boolean inBrackets) throws GrammarRefused {
        if (++depth > MAX_GROUPS) {
            throw refuse("brackets nested deeper than %d".formatted(MAX_GROUPS));
        }
        var options = new ArrayList<Draw>();
        do {
            space(true);
            options.add(sequence(inBrackets));
        } while (skip("|"));
        depth--;
        return options.size() == 1 ? options.getFirst() : state -> blueprint.choice(state, options);
    }

    private Draw sequence(boolean inBrackets) throws GrammarRefused {
        var parts = new ArrayList<Draw>();
        space(inBrackets);
        while (at < source.length() && "|)\r\n".indexOf(source.charAt(at)) < 0) {
            parts.add(repeated(part()));
            space(inBrackets);
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
        if (skip("\"")) {
            return literal();
        }
        if (skip("[")) {
            var set = set();
            return state -> blueprint.character(state, set);
        }
        if (skip("(")) {
            var inner = alternatives(true);
            space(true);
            expect(")");
            return inner;
        }
        if (skip(".")) {
            return state -> blueprint.character(state, CodePoints.any());
        }
        var name = name();
        return state -> blueprint.call(state, name);
    }

    private Draw repeated(Draw part) throws GrammarRefused {
        var draw = part;
        for (int times = 0; ; times++) {
            if (times > 4) {
                throw refuse("repetitions of repetitions");
            }
            if (skip("*")) {
                draw = times(draw, 0, Integer.MAX_VALUE);
            } else if (skip("+")) {
                draw = times(draw, 1, Integer.MAX_VALUE);
            } else if (skip("?")) {
                draw = times(draw, 0, 1);
            } else if (skip("{")) {
                int least = number();
                int most = skip(",") ? (source.startsWith("}", at) ? Integer.MAX_VALUE : number()) : least;
                expect("}");
                if (least > most) {
                    throw refuse("a repetition from %d to %d".formatted(least, most));
                }
                draw = times(draw, least, most);
            } else {
                return draw;
            }
        }
    }

    private Draw times(Draw part, int least, int most) {
        return state -> blueprint.repeat(state, part, least, most);
    }

    private int number() throws GrammarRefused {
        int start = at;
        while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        if (start == at || at - start > 6) {
            throw refuse("a number of up to six digits was expected");
        }
        return Integer.parseInt(source, start, at, 10);
    }

    private Draw literal() throws GrammarRefused {
        var text = new StringBuilder();
        while (!skip("\"")) {
            text.appendCodePoint(character());
        }
        return state -> blueprint.text(state, text.toString());
    }

    private CodePoints set() throws GrammarRefused {
        boolean negated = skip("^");
        var set = new CodePoints();
        while (!skip("]")) {
            int first = character();
            int last = first;
            if (source.startsWith("-", at) && !source.startsWith("-]", at)) {
                at++;
                last = character();
            }
            if (last < first) {
                throw refuse("a range that ends before it begins");
            }
            set.add(first, last);
        }
        return negated ? set.negated() : set;
    }

    private int character() throws GrammarRefused {
        if (at >= source.length() || source.charAt(at) == '\n') {
            throw refuse("a closing quote or bracket is missing");
        }
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\' || at >= source.length()) {
            return c;
        }
        char escape = source.charAt(at++);
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case '"', '\\', '[', ']', '-', '^', '/' -> escape;
            default -> throw refuse("an unknown escape \\" + escape);
        };
    }

    private int hex(int digits) throws GrammarRefused {
        try {
            int value = Integer.parseInt(source, at, at + digits, 16);
            at += digits;
            if (value < 0 || value > Character.MAX_CODE_POINT) {
                throw refuse("an escape beyond Unicode");
            }
            return value;
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            throw refuse("an escape without its %d digits".formatted(digits));
        }
    }
}
