package plimsoll.backends.localengine;

import java.util.stream.Collectors;
import plimsoll.engine.json.Json;

/// Writes JSON values of the engine's as text.
final class JsonText {
    private JsonText() {}

    static String of(Json value) {
        return switch (value) {
            case Json.Members(var members) ->
                members.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + of(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Json.Items(var items) -> items.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
            case Json.Text(var text) -> quoted(text);
            case Json.Whole(var number) -> Long.toString(number);
            case Json.Real(var number) -> Double.isFinite(number) ? Double.toString(number) : "null";
            case Json.Flag(var flag) -> Boolean.toString(flag);
            case Json.Nothing _ -> "null";
        };
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
