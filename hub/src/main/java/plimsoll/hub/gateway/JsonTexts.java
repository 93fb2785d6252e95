package plimsoll.hub.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plimsoll.domain.guard.Features;

/// The texts in a piece of JSON, without what holds them together. What is no JSON has texts too, as far as it has
/// quotes.
final class JsonTexts {
    /// Shorter ones are left out where all are read.
    private static final int LEAST = 4;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u[0-9a-fA-F]{4}|[^u])");

    /// What may stand between the texts of JSON.
    private static final Pattern BETWEEN = Pattern.compile("true|false|null|[\\s\\[\\]{},:0-9.+eE-]+");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/@$#-]{0,64}");
    /// What has more of them is a sentence, whatever stands between them.
    private static final int MOST_WORDS_OF_A_NAME = 5;

    private final List<String> texts = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final boolean isJson;

    private JsonTexts(String json) {
        var between = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) == '"') {
                int end = end(json, i + 1);
                add(ESCAPE.matcher(json.substring(i + 1, end)).replaceAll(JsonTexts::unescaped), names(json, end + 1));
                i = end;
            } else {
                between.append(json.charAt(i));
            }
        }
        isJson = BETWEEN.matcher(between).replaceAll("").isEmpty();
    }

    private void add(String text, boolean names) {
        texts.add(text);
        if (!names || !isName(text)) {
            values.add(text);
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

    /// Values, and names that say more than a name does; of what is no JSON, all.
    static List<String> values(String json) {
        var texts = new JsonTexts(json);
        return texts.isJson ? List.copyOf(texts.values) : List.of(json);
    }

    /// Whether a text can only name something: a tool, or a value.
    static boolean isName(String text) {
        return NAME.matcher(text).matches()
                && Features.normal(text).split(" ", MOST_WORDS_OF_A_NAME + 1).length <= MOST_WORDS_OF_A_NAME;
    }

    /// Whether what stands behind a text makes a name of it.
    private static boolean names(String json, int from) {
        int next = from;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        return next < json.length() && json.charAt(next) == ':';
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
