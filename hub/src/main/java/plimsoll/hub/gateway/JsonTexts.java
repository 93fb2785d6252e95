package plimsoll.hub.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts in a piece of JSON, without what holds them together. What is no JSON has texts too, as far as it has
/// quotes.
final class JsonTexts {
    /// Shorter ones are left out where all are read.
    private static final int LEAST = 4;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u[0-9a-fA-F]{4}|[^u])");

    private final List<String> texts = new ArrayList<>();

    private JsonTexts(String json) {
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) == '"') {
                int end = end(json, i + 1);
                texts.add(ESCAPE.matcher(json.substring(i + 1, end)).replaceAll(JsonTexts::unescaped));
                i = end;
            }
        }
    }

    /// Names and values that are long enough to say something, a line for each.
    static String all(String json) {
        var all = new StringBuilder();
        new JsonTexts(json)
                .texts.stream()
                        .filter(text -> text.length() >= LEAST)
                        .forEach(text -> all.append(text).append('\n'));
        return all.toString();
    }

    /// Where the text ends that begins here: at its quote, or with the JSON.
    private static int end(String json, int from) {
        int end = from;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, json.length());
    }

    private static String unescaped(MatchResult escape) {
        var text = escape.group();
        return switch (text.charAt(1)) {
            case 'n', 'r', 't' -> " ";
            case 'u' -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(text.substring(2), 16)));
            default -> Matcher.quoteReplacement(text.substring(1));
        };
    }
}
