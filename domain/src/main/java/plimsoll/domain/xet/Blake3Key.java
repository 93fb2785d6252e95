package plimsoll.domain.xet;

import java.util.Arrays;

/// A key of BLAKE3's keyed mode: 32 bytes.
public final class Blake3Key {
    private final int[] words;

    private Blake3Key(int[] words) {
        this.words = words;
    }

    /// A key out of 32 bytes.
    public static Blake3Key of(byte[] bytes) {
        if (bytes.length != Blake3.KEY_BYTES) {
            throw new IllegalArgumentException("a key has 32 bytes, not " + bytes.length);
        }
        var words = new int[Blake3.KEY_BYTES / Integer.BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = ScalarBlake3.word(bytes, Integer.BYTES * i);
        }
        return new Blake3Key(words);
    }

    /// A key out of the 32 numbers that specifications print.
    static Blake3Key of(int... bytes) {
        var narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return of(narrow);
    }

    /// Eight little-endian words; not to be changed.
    int[] words() {
        return words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blake3Key key && Arrays.equals(words, key.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /// Says nothing: keys are secrets.
    @Override
    public String toString() {
        return "a key";
    }
}
