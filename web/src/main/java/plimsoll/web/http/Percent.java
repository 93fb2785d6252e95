package plimsoll.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding of paths and queries (RFC 3986, section 2.1), in UTF-8.
public final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /// Decodes a path segment. `+` stays `+`.
    ///
    /// @throws Refused (400) for a broken escape or what is not UTF-8
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        var raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                throw new Refused(400, "The address has a '%' that is not followed by two hexadecimal digits.");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new Refused(400, "The address is not UTF-8 once its '%' are decoded.");
        }
    }

    /// Decodes one name or value of a query or form, where `+` is a space.
    ///
    /// @throws Refused (400) for a broken escape or what is not UTF-8
    public static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    /// Encodes one path segment; `/` too.
    public static String encode(String segment) {
        var encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if ((b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    /// Encodes a file path, whose slashes stay.
    public static String encodePath(String path) {
        var encoded = new StringBuilder();
        for (var segment : path.split("/", -1)) {
            encoded.append(encoded.isEmpty() ? "" : "/").append(encode(segment));
        }
        return encoded.toString();
    }
}
