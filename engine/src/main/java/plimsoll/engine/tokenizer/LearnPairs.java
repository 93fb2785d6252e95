package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trains a byte-level vocabulary on texts: the most frequent pair of neighbours becomes a token, again and again
/// (byte-pair encoding, Sennrich et al. 2016). Text is cut into words as GPT-2 does, which every engine knows by name.
///
/// Digits are never merged, so that each is a token of its own everywhere, and of pairs that are equally frequent the
/// one of the smaller ids is taken: the same texts give the same vocabulary, in whatever order they come. One thread.
public final class LearnPairs {
    private static final class Word {
        private int[] ids;
        private long count;

        Word(int[] ids) {
            this.ids = ids;
        }
    }

    private final List<SplitPattern> patterns;
    private final Map<String, Word> words = new HashMap<>();
    private final Map<Long, Long> pairs = new HashMap<>();

    /// Begins with no text.
    public LearnPairs() {
        try {
            patterns = PreTokenizers.compiled(List.of(PreTokenizers.GPT2));
        } catch (BadTokenizer impossible) {
            throw new IllegalStateException("GPT-2's own pattern is not understood", impossible);
        }
    }

    /// Counts the words of a text.
    public void read(String text) {
        var units = Tokenizer.units(text);
        patterns.getFirst().split(units, 0, units.length, (from, to) -> {
            var word = new String(units, from, to - from);
            words.computeIfAbsent(word, LearnPairs::bytes).count++;
        });
    }

    private static Word bytes(String word) {
        var bytes = Tokenizer.utf8(word);
        var ids = new int[bytes.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes[i] & 0xFF;
        }
        return new Word(ids);
    }

    /// The vocabulary: the 256 bytes, then the merges, then the special tokens. Uses up what was read.
    ///
    /// @param size tokens in all
    /// @throws IllegalArgumentException when the texts do not hold so many pairs that occur twice
    public LearnedPairs learn(int size, List<String> specials) {
        var tokens = new ArrayList<String>();
        for (int b = 0; b < 256; b++) {
            tokens.add(Character.toString(ByteLetters.letter(b)));
        }
        var merges = new ArrayList<String>();
        words.values().forEach(word -> count(word, word.count));
        while (tokens.size() < size - specials.size()) {
            long best = best(tokens);
            var left = tokens.get(left(best));
            var right = tokens.get(right(best));
            merge(best, tokens.size());
            tokens.add(left + right);
            merges.add(left + " " + right);
        }
        return new LearnedPairs(tokens, merges, specials);
    }

    private long best(List<String> tokens) {
        long best = -1;
        long most = 1;
        for (var pair : pairs.entrySet()) {
            long count = pair.getValue();
            boolean better = count > most || (count == most && best >= 0 && pair.getKey() < best);
            if (better && !hasDigit(tokens.get(left(pair.getKey()))) && !hasDigit(tokens.get(right(pair.getKey())))) {
                best = pair.getKey();
                most = count;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException(
                    "the texts hold no further pair that occurs twice, after %d tokens".formatted(tokens.size()));
        }
        return best;
    }

    private void merge(long pair, int id) {
        int left = left(pair);
        int right = right(pair);
        for (var word : words.values()) {
            if (holds(word.ids, left, right)) {
                count(word, -word.count);
                word.ids = merged(word.ids, left, right, id);
                count(word, word.count);
            }
        }
    }

    private static boolean holds(int[] ids, int left, int right) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i - 1] == left && ids[i] == right) {
                return true;
            }
        }
        return false;
    }

    private static int[] merged(int[] ids, int left, int right, int id) {
        var merged = new Ids();
        for (int i = 0; i < ids.length; i++) {
            if (i + 1 < ids.length && ids[i] == left && ids[i + 1] == right) {
                merged.add(id);
                i++;
            } else {
                merged.add(ids[i]);
            }
        }
        return merged.toArray();
    }

    private void count(Word word, long times) {
        for (int i = 1; i < word.ids.length; i++) {
            pairs.merge((long) word.ids[i - 1] << 32 | word.ids[i], times, LearnPairs::sum);
        }
    }

    /// Null takes a pair that occurs no more out of the map.
    private static @Nullable Long sum(Long before, Long change) {
        return before + change == 0 ? null : Long.valueOf(before + change);
    }

    private static int left(long pair) {
        return (int) (pair >>> 32);
    }

    private static int right(long pair) {
        return (int) pair;
    }

    private static boolean hasDigit(String token) {
        return token.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
