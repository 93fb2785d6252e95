package plimsoll.domain.xet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Files made of a number, the same ones that `oracle.mjs` makes.
final class XetInputs {
    private static final String[] WORDS = {"the ", "load ", "line ", "of ", "a ", "ship\n", "is ", "drawn "};

    private XetInputs() {}

    static byte[] of(String kind, long seed, int sizeBytes) {
        return switch (kind) {
            case "noise" -> noise(seed, sizeBytes);
            case "zeros" -> new byte[sizeBytes];
            case "semicolons" -> filled(sizeBytes, (byte) ';');
            case "words" -> words(seed, sizeBytes);
            case "floats" -> floats(seed, sizeBytes);
            case "cuts" -> cuts(seed, sizeBytes);
            default -> throw new IllegalArgumentException("no such kind of input: " + kind);
        };
    }

    /// splitmix64, each number as eight little-endian bytes.
    static byte[] noise(long seed, int sizeBytes) {
        var bytes = ByteBuffer.allocate((sizeBytes + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
        long state = seed;
        while (bytes.hasRemaining()) {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            bytes.putLong(z ^ (z >>> 31));
        }
        return Arrays.copyOf(bytes.array(), sizeBytes);
    }

    private static byte[] filled(int sizeBytes, byte value) {
        var bytes = new byte[sizeBytes];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static byte[] words(long seed, int sizeBytes) {
        var text = new StringBuilder();
        for (byte one : noise(seed, sizeBytes)) {
            text.append(WORDS[one & 7]);
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), sizeBytes);
    }

    private static byte[] floats(long seed, int sizeBytes) {
        var bytes = noise(seed, sizeBytes);
        for (int i = 0; i < sizeBytes; i++) {
            if (i % 4 == 2) {
                bytes[i] &= 15;
            } else if (i % 4 == 3) {
                bytes[i] = 0x3F;
            }
        }
        return bytes;
    }

    private static byte[] cuts(long seed, int sizeBytes) {
        var start = noise(seed, 400_000);
        int first = Chunker.ofJavaScript().cut(start, 0, start.length);
        var bytes = new byte[sizeBytes];
        for (int i = 0; i < sizeBytes; i++) {
            bytes[i] = start[first - 64 + i % 64];
        }
        return bytes;
    }
}
