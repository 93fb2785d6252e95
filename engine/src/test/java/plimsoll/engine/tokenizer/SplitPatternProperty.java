package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.engine.fixtures.Seeds;

/// The matcher of ours against the JDK's, for every pattern a family uses.
class SplitPatternProperty {
    static Stream<String> expressions() throws BadTokenizer {
        var all = new TreeSet<String>();
        for (var name : PreTokenizers.names()) {
            all.addAll(PreTokenizers.named(name).patterns());
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void textIsCutAsTheJdkCutsIt(String expression) throws Exception {
        var ours = SplitPatternReader.read(expression);
        var jdk = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        Seeds.each(300, random -> {
            var text = Seeds.text(random, 40);
            assertEquals(cut(jdk, text), cut(ours, text), text);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x{2,3}y?z*",
                "[^a-c]+(?=d)",
                "(?:ab|c)?d",
                "(ab|a)b",
                "[a&]+",
                "\\p{Lu}\\P{L}",
                "[\\p{N}_]++x",
                "a?+a",
                "\\u0041\\x42"
            })
    void smallPatternsToo(String expression) throws Exception {
        var jdk = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
        var ours = SplitPatternReader.read(expression);
        Seeds.each(300, random -> {
            var text = Seeds.text(random, 30).replaceAll("[e-wz]", "b");
            assertEquals(cut(jdk, text), cut(ours, text), text);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+?",
                "(ab)+",
                "(?<=a)b",
                "[a&&b]",
                "[[a]]",
                "\\b",
                "a)",
                "(a",
                "[a",
                "a||b",
                "",
                "*",
                "a{2",
                "a{3,2}",
                "a{9999}",
                "\\p{Klingon}",
                "\\p{",
                "((((((a))))))",
                "(?!ab)",
                "a**",
                "\\"
            })
    void whatIsNotKnownIsRefused(String expression) {
        assertThrows(BadTokenizer.class, () -> SplitPatternReader.read(expression));
    }

    /// A megabyte of the same again and again under every pattern: quadratic matching would take hours.
    @ParameterizedTest
    @MethodSource("expressions")
    void longTextsTakeLinearTime(String expression) throws Exception {
        var pattern = SplitPatternReader.read(expression);
        for (var unit :
                List.of("a", " ", "\n", "\t ", "A", "1", "'", "aA", "é\u0301", "'S", ".\n", "😀", "一", " \u00a0")) {
            var text = (unit.repeat((1 << 20) / unit.length()) + "x!").toCharArray();
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> pattern.split(text, 0, text.length, (_, _) -> {}));
        }
    }

    private static List<String> cut(SplitPattern pattern, String text) {
        var pieces = new ArrayList<String>();
        pattern.split(text.toCharArray(), 0, text.length(), (from, to) -> pieces.add(text.substring(from, to)));
        return pieces;
    }

    private static List<String> cut(Pattern pattern, String text) {
        var pieces = new ArrayList<String>();
        int done = 0;
        for (var matcher = pattern.matcher(text); matcher.find(); ) {
            if (matcher.end() > matcher.start()) {
                if (matcher.start() > done) {
                    pieces.add(text.substring(done, matcher.start()));
                }
                pieces.add(matcher.group());
                done = matcher.end();
            }
        }
        if (done < text.length()) {
            pieces.add(text.substring(done));
        }
        return pieces;
    }
}
