package plimsoll.engine.json;

import java.util.Map;
import java.util.stream.Collectors;

/// Writes JSON on one line, without blanks. The same value gives the same text, and [JsonReader] reads it back.
public final class JsonWriter {
    private JsonWriter() {}

    /// The text of a value.
    ///
    /// @throws IllegalArgumentException for a number that JSON cannot say
    public static String write(Json value) {
        return switch (value) {
            case Json.Members(var values) ->
                values.entrySet().stream().map(JsonWriter::member).collect(Collectors.joining(",", "{", "}"));
            case Json.Items(var values) ->
                values.stream().map(JsonWriter::write).collect(Collectors.joining(",", "[", "]"));
            case Json.Text(var text) -> quoted(text);
            case Json.Whole(var number) -> Long.toString(number);
            case Json.Real(var number) -> real(number);
            case Json.Flag(var flag) -> Boolean.toString(flag);
            case Json.Nothing _ -> "null";
        };
    }

    private static String member(Map.Entry<String, Json> member) {
        return quoted(member.getKey()) + ":" + write(member.getValue());
    }

    private static String real(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no " + number);
        }
        return Double.toString(number);
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
