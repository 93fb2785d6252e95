package plimsoll.app.guard;

import java.util.List;
import java.util.random.RandomGenerator;

/// Suffixes of noise like those that gradient search finds: scraps of words, joined or capital where none should be,
/// among signs. They are drawn, not searched for: they get no model to say anything.
final class Noise {
    private static final int LEAST = 12;
    private static final int MORE = 13;
    private static final List<String> SIGNS = List.of(
            "\\+", ".](", "**", "\"\\", "!--", ";)[:", "{{", "==", "}$", "]{", "\\\\", "<?", "||", "@#", "');", "/*",
            "->", "'];", "\\_", "``", "&&", "(\"", "~~", "=>", "::");

    private final List<String> words;
    private final RandomGenerator random;

    Noise(List<String> words, RandomGenerator random) {
        this.words = words;
        this.random = random;
    }

    /// One, with a space before it.
    String next() {
        var noise = new StringBuilder();
        int tokens = LEAST + random.nextInt(MORE);
        for (int i = 0; i < tokens; i++) {
            noise.append(' ').append(token());
        }
        return noise.toString();
    }

    private String token() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> word();
            case 2 -> word() + capital(word());
            case 3 -> sign();
            case 4 -> word() + sign();
            case 5 -> sign() + capital(word());
            case 6 -> scrap(word()) + scrap(word());
            default -> sign() + word() + sign();
        };
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }

    private String sign() {
        return SIGNS.get(random.nextInt(SIGNS.size()));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String scrap(String word) {
        int from = random.nextInt(word.length());
        return word.substring(from, Math.min(word.length(), from + 4));
    }
}
