package plimsoll.domain.ledger;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON of which there is one spelling for each value: names sorted, no spaces, whole numbers only. What is hashed and
/// signed is written so.
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /// Writes a value made of maps with text for names, lists, texts, whole numbers and truth values.
    ///
    /// @throws IllegalArgumentException when there is anything else in it
    public static String of(Object value) {
        var json = new CanonicalJson();
        json.write(value);
        return json.text.toString();
    }

    private void write(Object value) {
        switch (value) {
            case String string -> quote(string);
            case Boolean truth -> text.append(truth);
            case Integer number -> text.append(number);
            case Long number -> text.append(number);
            case List<?> list -> writeAll('[', list.iterator(), ']');
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((name, held) -> sorted.put(String.valueOf(name), held));
                writeAll('{', sorted.entrySet().iterator(), '}');
            }
            case Map.Entry<?, ?> entry -> {
                quote(String.valueOf(entry.getKey()));
                text.append(':');
                write(entry.getValue());
            }
            default -> throw new IllegalArgumentException("canonical JSON has no " + value.getClass());
        }
    }

    private void writeAll(char first, Iterator<?> parts, char last) {
        text.append(first);
        while (parts.hasNext()) {
            write(parts.next());
            if (parts.hasNext()) {
                text.append(',');
            }
        }
        text.append(last);
    }

    private void quote(String string) {
        text.append('"');
        string.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < ' ' || (c <= Character.MAX_VALUE && Character.isSurrogate((char) c))) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEX.charAt((c >> shift) & 0xf));
                }
            } else {
                text.appendCodePoint(c);
            }
        });
        text.append('"');
    }
}
