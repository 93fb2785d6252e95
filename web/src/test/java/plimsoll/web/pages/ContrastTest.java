package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Measures the design system: every colour that words are written in, on every ground they stand on, by day and by
/// night (WCAG 2.2, 1.4.3: at least 4.5 to 1).
final class ContrastTest {
    private static final double LEAST = 4.5;
    private static final Pattern NAMED =
            Pattern.compile("--([a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);");
    private static final Pattern CODE =
            Pattern.compile("\\.(?:hljs|diff)[^{}]*\\{[^}]*[ {]color: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    private static final List<String> WORDS =
            List.of("ink", "ink-soft", "ink-faint", "sea", "brass", "port", "starboard");
    private static final List<String> GROUNDS = List.of("paper", "sheet", "well");
    private static final Map<String, List<String>> WASHES = Map.of(
            "sea-wash", List.of("ink", "ink-soft", "ink-faint", "sea"),
            "brass-wash", List.of("ink", "brass"),
            "port-wash", List.of("ink", "port"),
            "starboard-wash", List.of("ink", "starboard"),
            "sea", List.of("on-sea"),
            "sea-deep", List.of("on-sea"));

    private final String css = css();
    private final Map<String, Pair> named = new HashMap<>();

    ContrastTest() throws IOException {
        NAMED.matcher(css)
                .results()
                .forEach(found -> named.put(found.group(1), new Pair(found.group(2), found.group(3))));
    }

    private static String css() throws IOException {
        try (var in = ContrastTest.class.getResourceAsStream("/static/style.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wordsStandOutFromTheirGround() {
        var faint = new ArrayList<String>();
        for (var ground : GROUNDS) {
            WORDS.forEach(word -> faint.addAll(offences(word, colour(word), ground)));
        }
        WASHES.forEach((ground, words) -> words.forEach(word -> faint.addAll(offences(word, colour(word), ground))));
        assertEquals(List.of(), faint);
    }

    @Test
    void codeStandsOutFromItsGround() {
        var colours = CODE.matcher(css)
                .results()
                .map(found -> new Pair(found.group(1), found.group(2)))
                .toList();
        assertFalse(colours.isEmpty());
        var faint = new ArrayList<String>();
        for (var ground : List.of("sheet", "well")) {
            colours.forEach(colour -> faint.addAll(offences("code", colour, ground)));
        }
        assertEquals(List.of(), faint);
    }

    private Pair colour(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    private List<String> offences(String name, Pair words, String ground) {
        var offences = new ArrayList<String>();
        double day = ratio(words.day, colour(ground).day);
        double night = ratio(words.night, colour(ground).night);
        if (day < LEAST) {
            offences.add("%s %s on %s by day: %.2f".formatted(name, words.day, ground, day));
        }
        if (night < LEAST) {
            offences.add("%s %s on %s by night: %.2f".formatted(name, words.night, ground, night));
        }
        return offences;
    }

    private static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    // Relative luminance of sRGB, as WCAG defines it.
    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(colour, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private record Pair(String day, String night) {}
}
