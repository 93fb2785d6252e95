package plimsoll.weights.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 that is exactly that.
public final class Utf8 {
    private Utf8() {}

    /// The first `length` bytes as text.
    ///
    /// @throws CharacterCodingException when they are not UTF-8
    public static String strict(byte[] bytes, int length) throws CharacterCodingException {
        // Nearly every name is ASCII, and a table has 100,000 of them: the decoder is for the others.
        if (isAscii(bytes, length)) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        // A new decoder reports malformed input; String's own constructor would replace it.
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }

    private static boolean isAscii(byte[] bytes, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }
}
