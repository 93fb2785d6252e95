package plimsoll.domain.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a linear classifier sees of a text, each thing hashed to a number.
///
/// There are two ways of seeing: by runs of 3 to 5 characters besides words and pairs of words, which bears misspelling
/// and words never met; and by words, pairs, how the text opens and its [Shape], which tells asking for a thing from
/// asking about it, and giving it from refusing.
public final class Features {
    /// Numbers of the first way are below two to this power.
    public static final int BITS = 18;
    /// Numbers of the second way are below two to this power: fewer of them share a weight.
    public static final int PHRASE_BITS = 20;

    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 5;
    private static final int WORD = 0x1b873593;
    private static final int PAIR = 0x2d51ca87;
    private static final int RUN = 0x3c6ef372;
    private static final int OPENING = 0x5c6ef372;
    /// So many first words are seen with their places: "how do I" and "what is" ask for other things.
    private static final int OPENING_WORDS = 3;
    private static final int BEGINNING = 0x51ab77c1;
    /// So many are seen once more as words of the beginning, wherever in it: there a text says who is to do what.
    private static final int BEGINNING_WORDS = 10;

    private static final int SHAPE = 0x7a11b0d5;
    private static final int FNV_PRIME = 0x01000193;

    private int[] found = new int[1024];
    private int count;
    private final int bits;

    private Features(int bits) {
        this.bits = bits;
    }

    /// Those of the first way, each once, in rising order.
    public static int[] of(String text) {
        var features = new Features(BITS);
        var normal = normal(text);
        features.words(words(normal), false);
        features.runs(" " + normal + " ");
        return features.sorted();
    }

    /// Those of the second way, each once, in rising order.
    public static int[] phrases(String text) {
        var features = new Features(PHRASE_BITS);
        var words = words(normal(text));
        features.words(words, true);
        if (words.length > 0) {
            Shape.of(text, words, seen -> features.add(SHAPE + seen * FNV_PRIME));
        }
        return features.sorted();
    }

    /// The text as it is compared: in lower case, with single spaces between words, and nothing else.
    public static String normal(String text) {
        return GAPS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static String[] words(String normal) {
        return normal.isEmpty() ? new String[0] : normal.split(" ", -1);
    }

    private void words(String[] words, boolean placed) {
        int before = 0;
        for (int place = 0; place < words.length; place++) {
            var word = words[place];
            int hash = hash(WORD, word);
            add(hash);
            if (before != 0) {
                add(hash(PAIR ^ before, word));
            }
            if (placed && place < OPENING_WORDS) {
                add(hash(OPENING + place, word));
            }
            if (placed && place < BEGINNING_WORDS) {
                add(hash(BEGINNING, word));
                add(hash(BEGINNING ^ before, word));
            }
            before = hash;
        }
    }

    private void runs(String padded) {
        for (int start = 0; start + SHORTEST_RUN <= padded.length(); start++) {
            int hash = RUN;
            int end = Math.min(padded.length(), start + LONGEST_RUN);
            for (int i = start; i < end; i++) {
                hash = (hash ^ padded.charAt(i)) * FNV_PRIME;
                if (i - start + 1 >= SHORTEST_RUN) {
                    add(hash ^ (i - start));
                }
            }
        }
    }

    private static int hash(int seed, String text) {
        int hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    // The last mixing of MurmurHash3: the low bits of a product depend on low bits only.
    static int mixed(int hash) {
        int h = hash ^ (hash >>> 16);
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    private void add(int hash) {
        if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = mixed(hash) >>> (Integer.SIZE - bits);
    }

    private int[] sorted() {
        Arrays.sort(found, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || found[i] != found[i - 1]) {
                found[kept++] = found[i];
            }
        }
        return Arrays.copyOf(found, kept);
    }
}
