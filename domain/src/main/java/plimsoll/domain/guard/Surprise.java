package plimsoll.domain.guard;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// How unexpected each character of a text is after the two before it, in bits, by what was seen in plain texts (runs
/// of
/// three, with shorter ones where these are rare, Witten and Bell 1991). Suffixes that are found by gradient search
/// (Zou
/// et al. 2023, arXiv:2307.15043) are scraps of words and signs, and hard to expect.
public final class Surprise {
    /// What a text that ends in noise is told to have.
    public static final String SIGN = "a suffix of noise";

    private static final int SYMBOLS = 64;
    private static final int OTHER_LETTER = 58;
    private static final int OTHER = 59;
    /// A capital after a small letter, within a word.
    private static final int CAPITAL_WITHIN = 60;

    private static final int LINE = 61;
    private static final String SIGNS = " .,'\"():;-!?/\\_=+*{}[]<>#$%&@|`";
    private static final int FIRST_SIGN = 27;
    private static final int DIGIT = 26;

    /// Costs are kept in eighths of a bit, in a byte.
    private static final double STEPS = 8;

    private static final int MOST_COST = 255;
    private static final int TAIL = 80;
    private static final int LEAST_HEAD = 30;
    /// Addresses, hashes and what is encoded are hard to expect, and are no suffixes.
    private static final Pattern UNBROKEN = Pattern.compile("\\S{28,}");

    private final byte[] costs;
    private final Tail least;

    private Surprise(byte[] costs, Tail least) {
        this.costs = costs;
        this.least = least;
    }

    /// The same, with what a tail has to have at least to be noise, fitted on texts that it was not learned from.
    public Surprise with(Tail noise) {
        return new Surprise(costs, noise);
    }

    /// Learns from plain texts; nothing is noise until that is fitted.
    public static Surprise of(List<String> texts) {
        var threes = new int[SYMBOLS * SYMBOLS * SYMBOLS];
        for (var text : texts) {
            int two = 0;
            char last = ' ';
            for (int i = 0; i < text.length(); i++) {
                int symbol = symbol(last, text.charAt(i));
                threes[two * SYMBOLS + symbol]++;
                two = (two * SYMBOLS + symbol) % (SYMBOLS * SYMBOLS);
                last = text.charAt(i);
            }
        }
        return new Surprise(costs(threes), new Tail(Double.MAX_VALUE, 0));
    }

    private static byte[] costs(int[] threes) {
        var twos = new int[SYMBOLS * SYMBOLS];
        var ones = new int[SYMBOLS];
        for (int i = 0; i < threes.length; i++) {
            twos[i % (SYMBOLS * SYMBOLS)] += threes[i];
            ones[i % SYMBOLS] += threes[i];
        }
        var costs = new byte[threes.length];
        var uniform = new double[SYMBOLS];
        Arrays.fill(uniform, 1.0 / SYMBOLS);
        var single = mixed(ones, 0, uniform);
        for (int b = 0; b < SYMBOLS; b++) {
            var pair = mixed(twos, b * SYMBOLS, single);
            for (int a = 0; a < SYMBOLS; a++) {
                int from = (a * SYMBOLS + b) * SYMBOLS;
                var three = mixed(threes, from, pair);
                for (int c = 0; c < SYMBOLS; c++) {
                    double bits = -Math.log(three[c]) / Math.log(2);
                    costs[from + c] = (byte) Math.min(MOST_COST, Math.round(bits * STEPS));
                }
            }
        }
        return costs;
    }

    /// What was seen counts by how often, and what is shorter by how many different ones were seen.
    private static double[] mixed(int[] counts, int from, double[] shorter) {
        long all = 0;
        int different = 0;
        for (int c = 0; c < SYMBOLS; c++) {
            all += counts[from + c];
            different += counts[from + c] > 0 ? 1 : 0;
        }
        var mixed = new double[SYMBOLS];
        for (int c = 0; c < SYMBOLS; c++) {
            mixed[c] = all == 0 ? shorter[c] : (counts[from + c] + different * shorter[c]) / (all + different);
        }
        return mixed;
    }

    private static int symbol(char before, char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= 'A' && c <= 'Z') {
            return Character.isLowerCase(before) ? CAPITAL_WITHIN : c - 'A';
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c == '\n') {
            return LINE;
        }
        int sign = c < 0x80 ? SIGNS.indexOf(c) : -1;
        if (sign >= 0) {
            return FIRST_SIGN + sign;
        }
        return Character.isLetter(c) ? OTHER_LETTER : Character.isWhitespace(c) ? FIRST_SIGN : OTHER;
    }

    /// The mean of a part of a text.
    double bits(String text, int from, int to) {
        int two = 0;
        char last = ' ';
        long sum = 0;
        for (int i = Math.max(0, from - 2); i < to; i++) {
            int symbol = symbol(last, text.charAt(i));
            int at = two * SYMBOLS + symbol;
            sum += i >= from ? costs[at] & 0xff : 0;
            two = at % (SYMBOLS * SYMBOLS);
            last = text.charAt(i);
        }
        return to <= from ? 0 : sum / STEPS / (to - from);
    }

    /// What the end of a text surprises by.
    ///
    /// @param bits a character of the end has
    /// @param more than a character of what comes before
    public record Tail(double bits, double more) {
        /// Of a text that is too short to have one.
        static final Tail NONE = new Tail(0, 0);

        /// Whether it has as much of both as another.
        public boolean reaches(Tail other) {
            return bits >= other.bits && more >= other.more;
        }
    }

    /// Whether a text ends in noise.
    public boolean endsInNoise(String text) {
        return tail(text).reaches(least);
    }

    /// The end of a text, beside what comes before it.
    public Tail tail(String text) {
        var plain = UNBROKEN.matcher(text.strip()).replaceAll(" ");
        int cut = plain.length() - TAIL;
        if (cut < LEAST_HEAD) {
            cut = Math.max(LEAST_HEAD, plain.length() / 2);
        }
        if (plain.length() - cut < LEAST_HEAD) {
            return Tail.NONE;
        }
        double bits = bits(plain, cut, plain.length());
        return new Tail(bits, bits - bits(plain, 0, cut));
    }

    void write(DataOutputStream out) throws IOException {
        out.write(costs);
        out.writeDouble(least.bits);
        out.writeDouble(least.more);
    }

    static Surprise read(DataInputStream in) throws IOException {
        var costs = new byte[SYMBOLS * SYMBOLS * SYMBOLS];
        in.readFully(costs);
        return new Surprise(costs, new Tail(in.readDouble(), in.readDouble()));
    }
}
