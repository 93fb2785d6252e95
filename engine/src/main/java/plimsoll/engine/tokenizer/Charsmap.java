package plimsoll.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// SentencePiece's compiled normalisation: a double array of byte strings, and what each is replaced by. It comes out
/// of a stranger's file, so every step of it is checked.
final class Charsmap {
    /// The longest key of the published ones has 30 bytes. A hostile array may go in circles.
    private static final int MAX_KEY_BYTES = 128;

    /// What a text may grow to, in bytes.
    private static final int MAX_BYTES = 8 * Tokenizer.MAX_CHARACTERS;

    private static final int LEAF = 1 << 8;

    private final int[] units;
    private final byte[] replacements;

    Charsmap(byte[] map) throws BadTokenizer {
        var bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
        int arrayBytes = map.length < Integer.BYTES ? -1 : bytes.getInt();
        if (arrayBytes < Integer.BYTES || arrayBytes % Integer.BYTES != 0 || arrayBytes > bytes.remaining()) {
            throw new BadTokenizer("the precompiled_charsmap says it has %s bytes of array in %d"
                    .formatted(Integer.toUnsignedString(arrayBytes), map.length));
        }
        units = new int[arrayBytes / Integer.BYTES];
        for (int i = 0; i < units.length; i++) {
            units[i] = bytes.getInt();
        }
        replacements = new byte[bytes.remaining()];
        bytes.get(replacements);
        if (replacements.length == 0 || replacements[replacements.length - 1] != 0) {
            throw new BadTokenizer("the precompiled_charsmap does not end with the end of a replacement");
        }
    }

    String normalise(String text) {
        var in = Tokenizer.utf8(text);
        var out = new ByteArrayOutputStream(in.length);
        for (int at = 0; at < in.length; ) {
            long found = longest(in, at);
            int length = (int) (found >>> 32);
            if (length > 0) {
                int from = (int) found;
                int to = from;
                while (replacements[to] != 0) {
                    to++;
                }
                out.write(replacements, from, to - from);
                at += length;
            } else {
                int width = width(in[at]);
                out.write(in, at, width);
                at += width;
            }
            if (out.size() > MAX_BYTES) {
                throw new TextTooLong(out.size(), MAX_BYTES);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    // The bytes were made here from a Java text, so they are UTF-8.
    private static int width(byte first) {
        return first >= 0 ? 1 : first < (byte) 0xE0 ? 2 : first < (byte) 0xF0 ? 3 : 4;
    }

    // The length of the longest key above the place of its replacement; or 0.
    private long longest(byte[] in, int at) {
        long found = 0;
        int node = base(units[0]);
        for (int i = at; i < in.length && i - at < MAX_KEY_BYTES; i++) {
            int next = node ^ (in[i] & 0xFF);
            if (in[i] == 0 || next < 0 || next >= units.length || label(units[next]) != (in[i] & 0xFF)) {
                break;
            }
            node = next ^ base(units[next]);
            if ((units[next] & LEAF) != 0) {
                if (node < 0 || node >= units.length) {
                    break;
                }
                int place = units[node] & Integer.MAX_VALUE;
                if (place < replacements.length) {
                    found = ((long) (i - at + 1) << 32) | place;
                }
            }
        }
        return found;
    }

    private static int base(int unit) {
        return (unit >>> 10) << ((unit & 512) >>> 6);
    }

    private static int label(int unit) {
        return unit & ((1 << 31) | 0xFF);
    }
}
