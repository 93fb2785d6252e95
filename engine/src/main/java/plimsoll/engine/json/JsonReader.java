package plimsoll.engine.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import plimsoll.engine.json.Json.Flag;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Nothing;
import plimsoll.engine.json.Json.Real;
import plimsoll.engine.json.Json.Text;
import plimsoll.engine.json.Json.Whole;

/// Reads one JSON text (RFC 8259) of which the caller has bounded the length: what it builds is a small multiple of it.
public final class JsonReader {
    /// Deeper than any schema or tool call that people write, and far from the end of a thread's stack.
    private static final int MAX_DEPTH = 128;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// The value that the whole text is.
    public static Json read(String text) throws MalformedJson {
        var reader = new JsonReader(text);
        var value = reader.value(0);
        reader.space();
        if (reader.at < text.length()) {
            throw reader.refuse("something follows the value");
        }
        return value;
    }

    private Json value(int depth) throws MalformedJson {
        if (depth > MAX_DEPTH) {
            throw refuse("nested deeper than %d".formatted(MAX_DEPTH));
        }
        space();
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> new Text(string());
            case 't' -> word("true", new Flag(true));
            case 'f' -> word("false", new Flag(false));
            case 'n' -> word("null", new Nothing());
            default -> number();
        };
    }

    private Members members(int depth) throws MalformedJson {
        var values = new LinkedHashMap<String, Json>();
        at++;
        space();
        if (peek() == '}') {
            at++;
            return new Members(values);
        }
        do {
            space();
            if (peek() != '"') {
                throw refuse("a name was expected");
            }
            var name = string();
            space();
            expect(':');
            values.put(name, value(depth + 1));
        } while (goesOn('}'));
        return new Members(values);
    }

    private Items items(int depth) throws MalformedJson {
        var values = new ArrayList<Json>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return new Items(values);
        }
        do {
            values.add(value(depth + 1));
        } while (goesOn(']'));
        return new Items(values);
    }

    private boolean goesOn(char end) throws MalformedJson {
        space();
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private String string() throws MalformedJson {
        int start = ++at;
        int end = start;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\' && text.charAt(end) >= ' ') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '"') {
            at = end + 1;
            return text.substring(start, end);
        }
        var gathered = new StringBuilder();
        for (char next = peek(); next != '"'; next = peek()) {
            at++;
            if (next < ' ') {
                throw refuse("a control character or the end inside a string");
            }
            gathered.append(next == '\\' ? escape() : next);
        }
        at++;
        return gathered.toString();
    }

    private char escape() throws MalformedJson {
        char escape = peek();
        at++;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw refuse("an unknown escape inside a string");
        };
    }

    private char unit() throws MalformedJson {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char next = peek();
            int digit = next < 0x80 ? Character.digit(next, 16) : -1;
            if (digit < 0) {
                throw refuse("an escape without four hexadecimal digits");
            }
            value = 16 * value + digit;
            at++;
        }
        return (char) value;
    }

    private Json number() throws MalformedJson {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        boolean zero = peek() == '0';
        int whole = digits();
        boolean fraction = peek() == '.';
        if (fraction) {
            at++;
            digits();
        }
        boolean exponent = peek() == 'e' || peek() == 'E';
        if (exponent) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (zero && whole > 1) {
            throw refuse("a number with a leading zero");
        }
        var literal = text.substring(start, at);
        // 18 digits always fit into a long.
        return !fraction && !exponent && whole <= 18
                ? new Whole(Long.parseLong(literal))
                : new Real(Double.parseDouble(literal));
    }

    private int digits() throws MalformedJson {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw refuse("a value was expected");
        }
        return at - start;
    }

    private Json word(String word, Json value) throws MalformedJson {
        if (!text.startsWith(word, at)) {
            throw refuse("an unknown word");
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) throws MalformedJson {
        if (peek() != wanted) {
            throw refuse("%s was expected".formatted(wanted));
        }
        at++;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    // The end shows as U+0000, which no rule of the grammar allows outside of a string, and a string refuses controls.
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private MalformedJson refuse(String reason) {
        return new MalformedJson(at, reason);
    }
}
