package plimsoll.hub.repositories;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Values that YAML gives, written as JSON.
final class JsonText {
    /// Aliases can make a value far larger than the text it was read from.
    private static final int MAX_CHARACTERS = 2 * 1024 * 1024;
    private static final int MAX_DEPTH = 128;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private boolean sound = true;

    private JsonText() {}

    /// The JSON of `value`; empty when it is too long or too deep, or has something in it that JSON has not.
    static Optional<String> of(@Nullable Object value) {
        var json = new JsonText();
        json.write(value, 0);
        return json.sound ? Optional.of(json.text.toString()) : Optional.empty();
    }

    private void write(@Nullable Object value, int depth) {
        if (!sound || depth > MAX_DEPTH || text.length() > MAX_CHARACTERS) {
            sound = false;
            return;
        }
        switch (value) {
            case null -> text.append("null");
            case String string -> quote(string);
            case Boolean truth -> text.append(truth);
            case Integer number -> text.append(number);
            case Long number -> text.append(number);
            case BigInteger number -> text.append(number);
            case Double number when Double.isFinite(number) -> text.append(number);
            case Double endless -> quote(endless.toString());
            case List<?> list -> writeList(list, depth);
            case Map<?, ?> map -> writeMap(map, depth);
            default -> sound = false;
        }
    }

    private void writeList(List<?> list, int depth) {
        text.append('[');
        int before = text.length();
        for (var item : list) {
            separate(before);
            write(item, depth + 1);
            if (!sound) {
                return;
            }
        }
        text.append(']');
    }

    private void writeMap(Map<?, ?> map, int depth) {
        text.append('{');
        int before = text.length();
        for (var entry : map.entrySet()) {
            separate(before);
            quote(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue(), depth + 1);
            if (!sound) {
                return;
            }
        }
        text.append('}');
    }

    private void separate(int before) {
        if (text.length() > before) {
            text.append(',');
        }
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !paired(string, i))) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEX.charAt((c >> shift) & 0xf));
                }
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean paired(String string, int i) {
        return Character.isHighSurrogate(string.charAt(i))
                ? i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(string.charAt(i - 1));
    }
}
