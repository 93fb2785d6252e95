package plimsoll.weights.json;

import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_UTF8;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SYNTAX;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.reading.Utf8;
import plimsoll.weights.tensors.MalformedWeights;

/// The inside of a JSON string. Its bytes are gathered as UTF-8, escapes included, and decoded once: one rule
/// decides what is text, whichever way it was spelled.
final class JsonStrings {
    /// Training tools put whole dataset listings into one metadata value; those are a few MiB at most.
    private static final int MAX_STRING_BYTES = 16 << 20;

    private final HeaderBytes bytes;
    private byte[] gathered = new byte[256];
    private int length;

    JsonStrings(HeaderBytes bytes) {
        this.bytes = bytes;
    }

    /// The string whose opening quote has been read, up to its closing quote.
    String rest() throws IOException {
        long at = bytes.position();
        length = 0;
        for (int next = bytes.next(); next != '"'; next = bytes.next()) {
            if (next == '\\') {
                gatherEscape();
            } else if (next < ' ') {
                throw bytes.refuse(SYNTAX, "a control character inside a JSON string");
            } else {
                gather(next);
            }
        }
        bytes.keep(length);
        try {
            return Utf8.strict(gathered, length);
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedWeights(NOT_UTF8, at, "a JSON string is not UTF-8");
        }
    }

    private void gatherEscape() throws IOException {
        int escape = bytes.next();
        switch (escape) {
            case '"', '\\', '/' -> gather(escape);
            case 'b' -> gather('\b');
            case 'f' -> gather('\f');
            case 'n' -> gather('\n');
            case 'r' -> gather('\r');
            case 't' -> gather('\t');
            case 'u' -> gatherCodePoint(codePoint());
            default -> throw bytes.refuse(SYNTAX, "an unknown escape inside a JSON string");
        }
    }

    private int codePoint() throws IOException {
        int first = hexDigits();
        if (!Character.isSurrogate((char) first)) {
            return first;
        }
        if (Character.isHighSurrogate((char) first) && bytes.next() == '\\' && bytes.next() == 'u') {
            int second = hexDigits();
            if (Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) first, (char) second);
            }
        }
        throw bytes.refuse(SYNTAX, "half a surrogate pair inside a JSON string");
    }

    private int hexDigits() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = bytes.next();
            // Character.digit would take full-width digits too; a byte above 0x7F is none here.
            int digit = next < 0x80 ? Character.digit(next, 16) : -1;
            if (digit < 0) {
                throw bytes.refuse(SYNTAX, "an escape without four hexadecimal digits inside a JSON string");
            }
            value = 16 * value + digit;
        }
        return value;
    }

    private void gatherCodePoint(int codePoint) throws IOException {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            gather(b);
        }
    }

    private void gather(int b) throws IOException {
        if (length == gathered.length) {
            if (length == MAX_STRING_BYTES) {
                throw bytes.refuse(TOO_LONG, "a JSON string of more than %d bytes".formatted(MAX_STRING_BYTES));
            }
            gathered = Arrays.copyOf(gathered, Math.min(2 * length, MAX_STRING_BYTES));
        }
        gathered[length++] = (byte) b;
    }
}
