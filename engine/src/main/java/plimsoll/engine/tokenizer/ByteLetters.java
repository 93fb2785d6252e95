package plimsoll.engine.tokenizer;

/// The alphabet in which byte-level vocabularies are written: a printable character for each byte. Printable Latin-1
/// stands for itself, the other 68 bytes for U+0100 and on, in order. (GPT-2's encoder, 2019.)
final class ByteLetters {
    private static final char FIRST_STAND_IN = 0x100;
    private static final char[] LETTERS = new char[256];

    /// The byte of a letter, or -1.
    private static final short[] BYTES = new short[FIRST_STAND_IN + 68];

    static {
        java.util.Arrays.fill(BYTES, (short) -1);
        char standIn = FIRST_STAND_IN;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= 0x21 && b <= 0x7E) || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            LETTERS[b] = printable ? (char) b : standIn++;
            BYTES[LETTERS[b]] = (short) b;
        }
    }

    private ByteLetters() {}

    static char letter(int b) {
        return LETTERS[b];
    }

    /// The bytes that such letters stand for; a text with any other character stands for itself.
    static byte[] bytes(String letters) {
        var bytes = new byte[letters.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = letters.charAt(i);
            if (c >= BYTES.length || BYTES[c] < 0) {
                return Tokenizer.utf8(letters);
            }
            bytes[i] = (byte) BYTES[c];
        }
        return bytes;
    }
}
