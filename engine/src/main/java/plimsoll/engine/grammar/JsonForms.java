package plimsoll.engine.grammar;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.grammar.Blueprint.Draw;
import plimsoll.engine.json.Json;

/// What JSON is made of, as rules: white space, strings, numbers, and values of any kind.
final class JsonForms {
    /// The rule for a value of any kind.
    static final String ANY = "any value";

    static final String OBJECT = "any object";
    static final String SPACE = "space";
    static final String LETTER = "letter of a string";

    /// No more digits than a double tells apart; a model could count for ever.
    private static final int MAX_DIGITS = 15;

    /// A line may be indented so far.
    private static final int MAX_INDENT = 40;

    private static final CodePoints HEX = CodePoints.of('0', '9').add('a', 'f').add('A', 'F');

    /// What stands in a string as it is.
    static final CodePoints PLAIN =
            CodePoints.of(0, 0x1F).add('"', '"').add('\\', '\\').negated();

    private final Blueprint blueprint;

    JsonForms(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /// Draws the rules that the others call.
    void draw() throws GrammarRefused {
        blueprint.draw(
                SPACE,
                state -> blueprint.choice(
                        state,
                        List.of(
                                empty -> empty,
                                one -> blueprint.text(one, " "),
                                line -> blueprint.repeat(
                                        blueprint.text(line, "\n"),
                                        indent -> blueprint.character(
                                                indent, CodePoints.of(' ', ' ').add('\t', '\t')),
                                        0,
                                        MAX_INDENT))));
        blueprint.draw(
                LETTER,
                state -> blueprint.choice(state, List.of(plain -> blueprint.character(plain, PLAIN), this::escape)));
        blueprint.draw(
                ANY,
                state -> blueprint.choice(
                        state,
                        List.of(
                                inner -> blueprint.call(inner, OBJECT),
                                this::array,
                                this::string,
                                this::number,
                                word -> blueprint.text(word, "true"),
                                word -> blueprint.text(word, "false"),
                                word -> blueprint.text(word, "null"))));
        blueprint.draw(OBJECT, state -> {
            int open = blueprint.call(blueprint.text(state, "{"), SPACE);
            int end = list(open, this::anyMember);
            return blueprint.text(end, "}");
        });
    }

    private int anyMember(int state) throws GrammarRefused {
        return blueprint.call(colon(string(state)), ANY);
    }

    int colon(int state) throws GrammarRefused {
        return blueprint.call(blueprint.text(blueprint.call(state, SPACE), ":"), SPACE);
    }

    int comma(int state) throws GrammarRefused {
        return blueprint.call(blueprint.text(blueprint.call(state, SPACE), ","), SPACE);
    }

    /// None, or some with commas between, and space before the bracket that closes.
    int list(int state, Draw item) throws GrammarRefused {
        int items = blueprint.repeat(
                state,
                one -> blueprint.repeat(item.from(one), more -> item.from(comma(more)), 0, Integer.MAX_VALUE),
                0,
                1);
        return blueprint.call(items, SPACE);
    }

    private int array(int state) throws GrammarRefused {
        int open = blueprint.call(blueprint.text(state, "["), SPACE);
        return blueprint.text(list(open, item -> blueprint.call(item, ANY)), "]");
    }

    int string(int state) throws GrammarRefused {
        return string(state, 0, Integer.MAX_VALUE);
    }

    int string(int state, int least, int most) throws GrammarRefused {
        int letters =
                blueprint.repeat(blueprint.text(state, "\""), letter -> blueprint.call(letter, LETTER), least, most);
        return blueprint.text(letters, "\"");
    }

    // Escapes of surrogates are left out: half of a pair is no character, and a pair would be one.
    private int escape(int state) throws GrammarRefused {
        int slash = blueprint.text(state, "\\");
        var letters = new CodePoints();
        "\"\\/bfnrt".chars().forEach(c -> letters.add(c, c));
        return blueprint.choice(
                slash,
                List.of(
                        letter -> blueprint.character(letter, letters),
                        unit -> digits(
                                blueprint.character(
                                        blueprint.text(unit, "u"),
                                        CodePoints.of('0', '9')
                                                .add('a', 'c')
                                                .add('e', 'f')
                                                .add('A', 'C')
                                                .add('E', 'F')),
                                HEX,
                                3,
                                3),
                        unit -> digits(
                                blueprint.character(
                                        blueprint.character(
                                                blueprint.text(unit, "u"),
                                                CodePoints.of('d', 'd').add('D', 'D')),
                                        CodePoints.of('0', '7')),
                                HEX,
                                2,
                                2)));
    }

    int digits(int state, CodePoints set, int least, int most) throws GrammarRefused {
        return blueprint.repeat(state, digit -> blueprint.character(digit, set), least, most);
    }

    int integer(int state) throws GrammarRefused {
        int signed = blueprint.repeat(state, sign -> blueprint.text(sign, "-"), 0, 1);
        return blueprint.choice(
                signed,
                List.of(
                        zero -> blueprint.text(zero, "0"),
                        other -> digits(
                                blueprint.character(other, CodePoints.of('1', '9')),
                                CodePoints.of('0', '9'),
                                0,
                                MAX_DIGITS - 1)));
    }

    int number(int state) throws GrammarRefused {
        var digit = CodePoints.of('0', '9');
        int fraction =
                blueprint.repeat(integer(state), part -> digits(blueprint.text(part, "."), digit, 1, MAX_DIGITS), 0, 1);
        return blueprint.repeat(
                fraction,
                exponent -> {
                    int letter = blueprint.character(
                            exponent, CodePoints.of('e', 'e').add('E', 'E'));
                    int signed = blueprint.repeat(
                            letter,
                            sign -> blueprint.character(
                                    sign, CodePoints.of('+', '+').add('-', '-')),
                            0,
                            1);
                    return digits(signed, digit, 1, 2);
                },
                0,
                1);
    }

    /// A text in quotes, as it is usually written.
    int quoted(int state, String text) throws GrammarRefused {
        int at = blueprint.text(state, "\"");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            at = letter(at, c);
            i += Character.charCount(c);
        }
        return blueprint.text(at, "\"");
    }

    /// One letter of a string, escaped when it has to be.
    int letter(int state, int c) throws GrammarRefused {
        return switch (c) {
            case '"' -> blueprint.text(state, "\\\"");
            case '\\' -> blueprint.text(state, "\\\\");
            case '\n' -> blueprint.text(state, "\\n");
            case '\r' -> blueprint.text(state, "\\r");
            case '\t' -> blueprint.text(state, "\\t");
            default -> {
                if (Character.getType(c) == Character.SURROGATE) {
                    throw new GrammarRefused("a text with half a surrogate pair");
                }
                yield blueprint.text(state, c < ' ' ? "\\u%04x".formatted(c) : Character.toString(c));
            }
        };
    }

    /// Exactly this value.
    int exactly(int state, Json value) throws GrammarRefused {
        return switch (value) {
            case Json.Text(var text) -> quoted(state, text);
            case Json.Whole(var number) -> blueprint.text(state, Long.toString(number));
            case Json.Real(var number) -> blueprint.text(state, Double.toString(number));
            case Json.Flag(var flag) -> blueprint.text(state, Boolean.toString(flag));
            case Json.Nothing _ -> blueprint.text(state, "null");
            case Json.Items(var values) -> {
                int at = blueprint.call(blueprint.text(state, "["), SPACE);
                for (int i = 0; i < values.size(); i++) {
                    at = exactly(i == 0 ? at : comma(at), values.get(i));
                }
                yield blueprint.text(blueprint.call(at, SPACE), "]");
            }
            case Json.Members(var values) -> {
                int at = blueprint.call(blueprint.text(state, "{"), SPACE);
                var names = new ArrayList<>(values.keySet());
                for (int i = 0; i < names.size(); i++) {
                    int member = quoted(i == 0 ? at : comma(at), names.get(i));
                    at = exactly(colon(member), values.getOrDefault(names.get(i), new Json.Nothing()));
                }
                yield blueprint.text(blueprint.call(at, SPACE), "}");
            }
        };
    }

    /// A string that is none of these; it has no escapes, so that none can be spelt another way.
    int otherString(int state, List<String> names) throws GrammarRefused {
        int begin = blueprint.text(state, "\"");
        int end = blueprint.state();
        differ(begin, end, names, 0);
        return end;
    }

    // At a place where all these names agree so far: go along with some of them, or leave them all.
    private void differ(int state, int end, List<String> names, int depth) throws GrammarRefused {
        var next = new CodePoints();
        var letters = new java.util.TreeSet<Integer>();
        boolean complete = false;
        for (var name : names) {
            if (name.length() == depth) {
                complete = true;
            } else {
                letters.add(name.codePointAt(depth));
            }
        }
        for (int letter : letters) {
            next.add(letter, letter);
            var same = names.stream()
                    .filter(name -> name.length() > depth && name.codePointAt(depth) == letter)
                    .toList();
            if (PLAIN.has(letter)) {
                int further = blueprint.character(state, CodePoints.of(letter, letter));
                differ(further, end, same, depth + Character.charCount(letter));
            }
        }
        int away = blueprint.character(state, PLAIN.without(next));
        int rest = blueprint.repeat(away, letter -> blueprint.character(letter, PLAIN), 0, Integer.MAX_VALUE);
        blueprint.free(blueprint.text(rest, "\""), end);
        if (!complete) {
            blueprint.free(blueprint.text(state, "\""), end);
        }
    }
}
