package plimsoll.domain.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// A text as a few numbers that tell how much of it stands in another: the smallest hash in each of 64 bins of all runs
/// of three words (MinHash by one permutation, Li, Owen and Zhang 2012, arXiv:1208.1259). No text can be read from it.
public final class Sketch {
    private static final int BINS = 64;
    private static final int RUN = 3;
    /// Shorter texts share too many of their few runs by chance, and fill too few bins.
    private static final int LEAST_WORDS = 40;

    private static final int MOST_WORDS = 4_000;
    private static final char NONE = Character.MAX_VALUE;
    private static final int PRIME = 0x01000193;

    private final char[] smallest;

    private Sketch(char[] smallest) {
        this.smallest = smallest;
    }

    /// That of a text; of a short one there is none.
    public static Optional<Sketch> of(String text) {
        var words = Features.normal(text).split(" ", MOST_WORDS + 1);
        int count = Math.min(words.length, MOST_WORDS);
        if (count < LEAST_WORDS) {
            return Optional.empty();
        }
        var smallest = new char[BINS];
        Arrays.fill(smallest, NONE);
        for (int i = 0; i + RUN <= count; i++) {
            int hash = 0x5bd1e995;
            for (int j = i; j < i + RUN; j++) {
                hash = (hash ^ words[j].hashCode()) * PRIME;
            }
            hash = Features.mixed(hash);
            int bin = hash & (BINS - 1);
            char value = (char) Math.min(hash >>> Character.SIZE, NONE - 1);
            smallest[bin] = smallest[bin] < value ? smallest[bin] : value;
        }
        return Optional.of(new Sketch(smallest));
    }

    /// Which part of the runs of both is in both, from 0 to 1, about.
    public double likeness(Sketch other) {
        int same = 0;
        int used = 0;
        for (int i = 0; i < BINS; i++) {
            boolean none = smallest[i] == NONE && other.smallest[i] == NONE;
            used += none ? 0 : 1;
            same += !none && smallest[i] == other.smallest[i] ? 1 : 0;
        }
        return used == 0 ? 0 : (double) same / used;
    }

    void write(DataOutputStream out) throws IOException {
        for (char each : smallest) {
            out.writeChar(each);
        }
    }

    static Sketch read(DataInputStream in) throws IOException {
        var smallest = new char[BINS];
        for (int i = 0; i < BINS; i++) {
            smallest[i] = in.readChar();
        }
        return new Sketch(smallest);
    }
}
