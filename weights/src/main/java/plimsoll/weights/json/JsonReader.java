package plimsoll.weights.json;

import static plimsoll.weights.tensors.MalformedWeights.Fault.DUPLICATE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SIZE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SYNTAX;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_DEEP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_MANY;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// JSON (RFC 8259) as a stream, with no leniency: a key comes once, text is UTF-8, whole numbers are written
/// plainly. The caller says what it expects next; anything else is refused where it stands.
public final class JsonReader {
    /// The files read here nest three deep; this leaves room for what others add to an index.
    private static final int MAX_DEPTH = 16;

    /// No number that means anything is longer.
    private static final int MAX_NUMBER_CHARACTERS = 64;

    /// Of values that are passed over; what is kept has limits of its own.
    private static final int MAX_SKIPPED = 100_000;

    private final HeaderBytes bytes;
    private final JsonStrings strings;
    private int depth;

    /// What to do with each member of an object: read its value, and nothing else.
    @FunctionalInterface
    public interface Members {
        /// Called once for each member, when its key has been read.
        ///
        /// @param keyOffset where the key begins in the file
        void read(String key, long keyOffset) throws IOException;
    }

    /// What to do with each element of an array: read it, and nothing else.
    @FunctionalInterface
    public interface Elements {
        /// Called once for each element.
        void read() throws IOException;
    }

    /// Reads from where `bytes` stand.
    public JsonReader(HeaderBytes bytes) {
        this.bytes = bytes;
        this.strings = new JsonStrings(bytes);
    }

    /// An object of at most so many members.
    public void object(int most, String what, Members each) throws IOException {
        var keys = new HashSet<String>();
        open('{');
        if (!closes('}')) {
            do {
                white();
                long at = bytes.position();
                var key = string();
                if (!keys.add(key)) {
                    throw new MalformedWeights(DUPLICATE, at, "the key %s comes twice".formatted(quoted(key)));
                }
                if (keys.size() > most) {
                    throw new MalformedWeights(TOO_MANY, at, "more than %d %s".formatted(most, what));
                }
                expect(':');
                each.read(key, at);
            } while (another('}'));
        }
        depth--;
    }

    /// An array of at most so many elements.
    public void array(int most, String what, Elements each) throws IOException {
        open('[');
        if (!closes(']')) {
            int count = 0;
            do {
                if (++count > most) {
                    throw bytes.refuse(TOO_MANY, "more than %d %s".formatted(most, what));
                }
                each.read();
            } while (another(']'));
        }
        depth--;
    }

    /// A string, decoded.
    public String string() throws IOException {
        expect('"');
        return strings.rest();
    }

    /// A whole number from 0 to the largest `long`, written in digits alone.
    public long count() throws IOException {
        white();
        long at = bytes.position();
        var digits = number();
        if (!isWhole(digits)) {
            throw new MalformedWeights(SYNTAX, at, "%s is not a whole number from 0".formatted(digits));
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new MalformedWeights(SIZE, at, "the number %s is too large".formatted(digits));
        }
    }

    /// Whether a number comes next.
    public boolean atNumber() throws IOException {
        white();
        int next = bytes.peek();
        return next == '-' || isDigit(next);
    }

    /// The characters of a number, as the grammar allows them.
    public String number() throws IOException {
        white();
        var digits = new StringBuilder();
        if (bytes.peek() == '-') {
            take(digits);
        }
        if (bytes.peek() == '0') {
            take(digits);
        } else {
            takeDigits(digits);
        }
        if (bytes.peek() == '.') {
            take(digits);
            takeDigits(digits);
        }
        if (bytes.peek() == 'e' || bytes.peek() == 'E') {
            take(digits);
            if (bytes.peek() == '+' || bytes.peek() == '-') {
                take(digits);
            }
            takeDigits(digits);
        }
        return digits.toString();
    }

    /// Any value, kept.
    ///
    /// @param most how many values there may be inside it
    public JsonValue value(int most) throws IOException {
        var budget = new int[] {most};
        return value(budget);
    }

    private JsonValue value(int[] budget) throws IOException {
        white();
        if (budget[0]-- <= 0) {
            throw bytes.refuse(TOO_MANY, "more values than allowed");
        }
        return switch (bytes.peek()) {
            case '{' -> {
                var members = new LinkedHashMap<String, JsonValue>();
                object(budget[0], "members", (key, _) -> members.put(key, value(budget)));
                yield new JsonValue.Members(members);
            }
            case '[' -> {
                var elements = new ArrayList<JsonValue>();
                array(budget[0], "elements", () -> elements.add(value(budget)));
                yield new JsonValue.Elements(elements);
            }
            case '"' -> new JsonValue.Text(string());
            case 't' -> {
                word("true");
                yield new JsonValue.Flag(true);
            }
            case 'f' -> {
                word("false");
                yield new JsonValue.Flag(false);
            }
            case 'n' -> {
                word("null");
                yield new JsonValue.Nothing();
            }
            default -> new JsonValue.Digits(number());
        };
    }

    /// Any value, checked as strictly as those that are kept.
    public void skip() throws IOException {
        white();
        switch (bytes.peek()) {
            case '{' -> object(MAX_SKIPPED, "members of an object", (_, _) -> skip());
            case '[' -> array(MAX_SKIPPED, "elements of an array", this::skip);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    /// Nothing but white space may follow, up to the end.
    public void end() throws IOException {
        white();
        if (bytes.peek() >= 0) {
            throw unexpected("the end");
        }
    }

    private void open(char bracket) throws IOException {
        expect(bracket);
        if (++depth > MAX_DEPTH) {
            throw bytes.refuse(TOO_DEEP, "JSON nested more than %d deep".formatted(MAX_DEPTH));
        }
    }

    private boolean closes(char bracket) throws IOException {
        white();
        if (bytes.peek() != bracket) {
            return false;
        }
        bytes.next();
        return true;
    }

    private boolean another(char bracket) throws IOException {
        white();
        if (bytes.peek() == ',') {
            bytes.next();
            return true;
        }
        if (closes(bracket)) {
            return false;
        }
        throw unexpected("',' or '%c'".formatted(bracket));
    }

    private void expect(char wanted) throws IOException {
        white();
        if (bytes.peek() != wanted) {
            throw unexpected("'%c'".formatted(wanted));
        }
        bytes.next();
    }

    private void word(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (bytes.peek() != word.charAt(i)) {
                throw unexpected(word);
            }
            bytes.next();
        }
    }

    private void take(StringBuilder digits) throws IOException {
        if (digits.length() == MAX_NUMBER_CHARACTERS) {
            throw bytes.refuse(SIZE, "a number of more than %d characters".formatted(MAX_NUMBER_CHARACTERS));
        }
        digits.append((char) bytes.next());
    }

    private void takeDigits(StringBuilder digits) throws IOException {
        if (!isDigit(bytes.peek())) {
            throw unexpected("a number");
        }
        while (isDigit(bytes.peek())) {
            take(digits);
        }
    }

    private void white() throws IOException {
        while (isWhite(bytes.peek())) {
            bytes.next();
        }
    }

    private MalformedWeights unexpected(String wanted) throws IOException {
        int found = bytes.peek();
        String shown;
        if (found < 0) {
            shown = "the end";
        } else {
            shown = found > ' ' && found < 0x7F ? "'%c'".formatted(found) : "byte 0x%02x".formatted(found);
        }
        return bytes.refuse(SYNTAX, "not the JSON that belongs here: %s where %s should be".formatted(shown, wanted));
    }

    private static boolean isWhole(String number) {
        for (int i = 0; i < number.length(); i++) {
            if (!isDigit(number.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWhite(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
