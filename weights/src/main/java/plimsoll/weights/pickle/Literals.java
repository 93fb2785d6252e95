package plimsoll.weights.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import plimsoll.weights.pickle.Value.Blob;
import plimsoll.weights.pickle.Value.LongText;
import plimsoll.weights.pickle.Value.Plain;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Whole;
import plimsoll.weights.reading.ForwardBytes;
import plimsoll.weights.reading.Utf8;

/// Reads the values that stand in a pickle as they are.
final class Literals {
    /// The longest text that counts as a name; longer ones are passed over.
    private static final int MOST_NAME = 256;

    private static final int MOST_LINE = 1 << 20;
    private static final long MOST_TEXT = 64L << 20;
    private static final int MOST_NUMBER_BYTES = 64 << 10;

    /// More than this claimed, and not there, is no accident.
    private static final long IMPLAUSIBLE_BYTES = 1L << 31;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern LONG_NUMBER = Pattern.compile("-?[0-9]+L?");
    private static final Pattern REAL =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|-?inf|nan");

    /// 0x1950a86a20f9469cfc6c, the lowest byte first (torch, `serialization.py`).
    private static final byte[] TORCH_MAGIC = HexFormat.of().parseHex("6cfc9c46f9206aa85019");

    private final ForwardBytes bytes;

    Literals(ForwardBytes bytes) {
        this.bytes = bytes;
    }

    /// Up to the end of a line, which is not part of it. Of a long one only the beginning is kept, and how it ends.
    String line() throws IOException {
        var line = new StringBuilder();
        for (int next = bytes.next(); next != '\n'; next = bytes.next()) {
            if (line.length() == MOST_LINE) {
                line.setLength(MOST_LINE - 1);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    Value decimal() throws IOException {
        var line = line();
        return switch (line) {
            case "00" -> Plain.FALSE;
            case "01" -> Plain.TRUE;
            default -> decimal(line);
        };
    }

    private static Value decimal(String line) throws PickleBroken {
        if (NUMBER.matcher(line).matches()) {
            return new Whole(Long.parseLong(line));
        }
        if (LONG_NUMBER.matcher(line).matches()) {
            return NUMBER.matcher(line.replace("L", "")).matches()
                    ? new Whole(Long.parseLong(line.replace("L", "")))
                    : Plain.HUGE;
        }
        throw PickleBroken.malformed("a line that should be a whole number is none");
    }

    Value real() throws IOException {
        if (!REAL.matcher(line()).matches()) {
            throw PickleBroken.malformed("a line that should be a number is none");
        }
        return Plain.FLOAT;
    }

    /// A length of four bytes that may be negative, and should not.
    int length() throws IOException {
        return (int) bytes.number(Integer.BYTES);
    }

    /// A number of so many bytes in two's complement, the lowest first.
    Value whole(long length) throws IOException {
        if (length < 0 || length > MOST_NUMBER_BYTES) {
            throw PickleBroken.malformed("a number of %d bytes".formatted(length));
        }
        if (length == 0) {
            return new Whole(0);
        }
        if (length > Long.BYTES) {
            var digits = bytes.bytes((int) length);
            return Arrays.equals(digits, 0, (int) length, TORCH_MAGIC, 0, TORCH_MAGIC.length)
                    ? Plain.TORCH_MAGIC
                    : Plain.HUGE;
        }
        int shift = Long.SIZE - 8 * (int) length;
        return new Whole(bytes.number((int) length) << shift >> shift);
    }

    /// A line in quotes, as Python 2 wrote its strings.
    Value quoted() throws IOException {
        var line = line();
        int last = line.length() - 1;
        if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
            throw PickleBroken.malformed("a string without its quotes");
        }
        return escaped(line.substring(1, last));
    }

    /// A text with escapes counts as no name: what it stands for depends on who reads it.
    static Value escaped(String text) {
        boolean plain = text.length() <= MOST_NAME && text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\\');
        return plain ? new Text(text) : new LongText(text.length());
    }

    Value text(long length) throws IOException {
        if (length < 0) {
            throw PickleBroken.malformed("a text of negative length");
        }
        if (length > MOST_NAME) {
            if (length > MOST_TEXT && length < IMPLAUSIBLE_BYTES) {
                throw PickleBroken.limit("a text of %d bytes, where %d are read".formatted(length, MOST_TEXT));
            }
            skip(length);
            return new LongText(length);
        }
        var raw = bytes.bytes((int) length);
        try {
            return new Text(Utf8.strict(raw, raw.length));
        } catch (CharacterCodingException notUtf8) {
            return new LongText(length);
        }
    }

    /// A string of Python 2: text to some readers, bytes to others.
    Value string(long length) throws IOException {
        if (length < 0) {
            throw PickleBroken.malformed("a string of negative length");
        }
        if (length > MOST_NAME) {
            skip(length);
            return new Blob(length);
        }
        return escapedOrBlob(new String(bytes.bytes((int) length), StandardCharsets.ISO_8859_1));
    }

    private static Value escapedOrBlob(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? new Text(text) : new Blob(text.length());
    }

    Value blob(long length) throws IOException {
        skip(length);
        return new Blob(length);
    }

    private void skip(long length) throws IOException {
        if (length < 0) {
            throw PickleBroken.malformed("a length of 2^63 bytes or more");
        }
        try {
            bytes.skip(length);
        } catch (EOFException ended) {
            if (length >= IMPLAUSIBLE_BYTES) {
                throw PickleBroken.malformed("%d bytes are promised that the file does not have".formatted(length));
            }
            throw ended;
        }
    }
}
