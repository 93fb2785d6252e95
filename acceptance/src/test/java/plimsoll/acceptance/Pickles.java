package plimsoll.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/// Pickles of a long list of numbers, which an inspection follows one by one: a second or so of work each.
final class Pickles {
    private static final int LISTS = 3_000;
    private static final int NUMBERS = 1_000;
    private static final byte[] BEGIN = {(byte) 0x80, 2, ']'};
    private static final byte BYTE = 'K';
    // Calls a command, and drops what comes of it.
    private static final String COMMAND = "cos\nsystem\n(S'echo harm'\ntR0";

    private Pickles() {}

    /// Does nothing but hold numbers.
    static byte[] harmless(Random random) {
        return pickle(random, "");
    }

    /// Runs a command when it is loaded, after all the numbers.
    static byte[] dangerous(Random random) {
        return pickle(random, COMMAND);
    }

    private static byte[] pickle(Random random, String last) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(BEGIN);
        var numbers = new byte[NUMBERS];
        for (int i = 0; i < LISTS; i++) {
            random.nextBytes(numbers);
            out.write('(');
            for (byte number : numbers) {
                out.write(BYTE);
                out.write(number);
            }
            out.write('e');
        }
        out.writeBytes(last.getBytes(ISO_8859_1));
        out.write('.');
        return out.toByteArray();
    }
}
