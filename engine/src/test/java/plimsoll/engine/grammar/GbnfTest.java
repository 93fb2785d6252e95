package plimsoll.engine.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.fixtures.Seeds;

class GbnfTest {
    private static final String ARITHMETIC = """
            # sums of products
            root  ::= expr "\\n"?
            expr  ::= term (("+" | "-") term)*
            term  ::= value (
                [*/] value   # as often as you like
            )*
            value ::= [0-9]+ | "(" expr ")"
            """;

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "1+2*3, true",
        "(1+2)*30, true",
        "((1)), true",
        "1+, false",
        "(1, false",
        "'', false",
        "x, false"
    })
    void arithmetic(String text, boolean accepted) throws Exception {
        assertEquals(accepted, Walks.accepts(Grammar.gbnf(ARITHMETIC), text));
    }

    /// Each of these grammars is a regular language that the JDK knows, too.
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    root ::= "a"{2,3} [^a-c]? "\\x41"     ; a{2,3}[^a-c]?A
                    root ::= ("ab" | "a" x)+\\nx ::= [é-ü]  ; (ab|a[é-ü])+
                    root ::= .{3}                           ; (?s).{3}
                    root ::= "\\"" [^"\\\\]* "\\""       ; "[^"\\\\]*"
                    root ::= [\\U0001F600-\\U0001F64F]+   ; [😀-🙏]+
                    root ::= ("a"?)* "b"                    ; a*b
                    root ::= "a"{0} "c" "d"{1,}             ; cd+
                    """)
    void isWhatTheExpressionSays(String rules, String expression) throws Exception {
        var grammar = Grammar.gbnf(rules.replace("\\n", "\n"));
        var pattern = Pattern.compile(expression.replace("\\\\\\\\", "\\\\"));
        Seeds.each(300, random -> {
            var text = Walks.walk(grammar, random, 30).orElseThrow();
            assertTrue(text.isEmpty() || pattern.matcher(text).matches(), text);
            var other = Seeds.text(random, 3).replace('x', 'b');
            assertEquals(pattern.matcher(other).matches(), Walks.accepts(grammar, other), other);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "root ::= other",
                "a ::= \"x\"",
                "root ::= root \"a\"",
                "root ::= a\na ::= b? root \"x\"\nb ::= \"b\"",
                "root ::= \"a",
                "root ::= [a",
                "root ::= (\"a\"",
                "root ::= \"a\" )",
                "root ::= [b-a]",
                "root ::= \"\\q\"",
                "root ::= \"a\"{3,2}",
                "root ::= \"a\"{99999}",
                "root = \"a\"",
                "root ::= \"a\"\nroot ::= \"b\"",
                "root ::= \"a\"{9999}{9999}",
                "root ::= \"\\uZZZZ\"",
                "root ::= %",
                "root ::= \"a\"*****?"
            })
    void whatIsBrokenIsRefused(String rules) {
        assertThrows(GrammarRefused.class, () -> Grammar.gbnf(rules));
    }

    @Test
    void tooManyRulesAreRefused() {
        var rules = new StringBuilder("root ::= r0");
        for (int i = 0; i <= Blueprint.MAX_RULES; i++) {
            rules.append("\nr%d ::= \"x\"".formatted(i));
        }
        assertThrows(GrammarRefused.class, () -> Grammar.gbnf(rules.toString()));
        var nested = "(".repeat(5000) + "\"a\"" + ")".repeat(5000);
        assertThrows(GrammarRefused.class, () -> Grammar.gbnf("root ::= " + nested));
    }

    /// So deep and no deeper: what would go further is not allowed, and the answer can still be finished.
    @Test
    void depthIsBounded() throws Exception {
        var grammar = Grammar.gbnf("root ::= \"(\" root? \")\"");
        var state = grammar.start(Walks.TOKENS);
        int depth = 0;
        while (state.accept('(')) {
            depth++;
        }
        assertEquals(Automaton.MAX_DEPTH, depth, 1);
        for (int i = 0; i < depth; i++) {
            assertTrue(state.accept(')'));
        }
        assertTrue(state.mayEnd());
    }

    @Test
    void ambiguityCostsNoMoreThanItMay() throws Exception {
        var grammar = Grammar.gbnf("root ::= a\na ::= \"x\" | \"x\" a | \"x\" a a | \"x\" a a a");
        var state = grammar.start(Walks.TOKENS);
        assertThrows(GrammarTooExpensive.class, () -> {
            for (int i = 0; i < 200; i++) {
                state.accept('x');
            }
        });
    }

    @Test
    void anAnswerEndsWhereItMayAndNowhereElse() throws Exception {
        var state = Grammar.gbnf("root ::= \"ab\"").start(Walks.TOKENS);
        int end = java.util.stream.IntStream.range(0, Walks.TOKENS.size())
                .filter(Walks.TOKENS::ends)
                .findFirst()
                .orElseThrow();
        assertFalse(state.allows(end) || state.accept(end));
        var copy = state.copy();
        assertTrue(state.accept('a') && state.accept('b'));
        assertFalse(state.allows('b') || state.accept('b'));
        assertTrue(state.allows(end) && state.accept(end));
        assertFalse(state.accept('a'));
        assertTrue(copy.allows('a'));
    }

    @Test
    void masksAndTokensAgree() throws Exception {
        var grammar = Grammar.gbnf(ARITHMETIC);
        Seeds.each(100, random -> {
            var state = grammar.start(Walks.TOKENS);
            for (int i = 0; i < 12; i++) {
                var allowed = Walks.allowed(state);
                for (int id = 0; id < Walks.TOKENS.size(); id++) {
                    boolean inMask = java.util.Arrays.binarySearch(allowed, id) >= 0;
                    if (!Walks.TOKENS.ends(id)) {
                        assertEquals(
                                inMask,
                                state.copy().accept(id),
                                Walks.TOKENIZER.vocabulary().text(id));
                    }
                }
                if (allowed.length > 0) {
                    state.accept(allowed[random.nextInt(allowed.length)]);
                }
            }
        });
    }
}
