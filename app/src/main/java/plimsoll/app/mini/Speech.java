package plimsoll.app.mini;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How people put a question: with or without a word before and after, in good spelling or in haste.
final class Speech {
    private final List<String> openings;
    private final List<String> endings;

    Speech(Map<String, List<String>> forms) {
        openings = forms.getOrDefault("openings", List.of());
        endings = forms.getOrDefault("endings", List.of());
    }

    /// A bare question, dressed.
    String dress(String bare, Dice dice) {
        var text = dice.below(5) < 2 ? dice.pick(openings) + " " + bare : bare;
        if (dice.below(5) == 0) {
            text = text + (endsSentence(text) ? " " : ". ") + dice.pick(endings);
        }
        return haste(sentences(text), dice);
    }

    /// A bare question with its first letters large, and the rest at random: for what is too short to be dressed.
    static String plain(String bare, Dice dice) {
        return haste(sentences(bare), dice);
    }

    private static boolean endsSentence(String text) {
        return ".?!:".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /// Every sentence begins with a large letter.
    static String sentences(String text) {
        var out = new StringBuilder(text);
        boolean begins = true;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (begins && Character.isLetterOrDigit(c)) {
                out.setCharAt(i, Character.toUpperCase(c));
                begins = false;
            } else if ((c == '.' || c == '?' || c == '!') && i + 1 < out.length() && out.charAt(i + 1) == ' ') {
                begins = true;
            }
        }
        return out.toString();
    }

    private static String haste(String text, Dice dice) {
        return switch (dice.below(12)) {
            case 0 -> text.toLowerCase(Locale.ROOT);
            case 1 -> withoutEnd(text.toLowerCase(Locale.ROOT));
            case 2 -> withoutEnd(text);
            case 3 -> text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
            default -> text;
        };
    }

    private static String withoutEnd(String text) {
        return text.length() > 1 && endsSentence(text) ? text.substring(0, text.length() - 1) : text;
    }
}
