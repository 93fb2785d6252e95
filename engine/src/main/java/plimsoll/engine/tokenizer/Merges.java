package plimsoll.engine.tokenizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the table of merges, from a list in order or from scores.
final class Merges {
    /// Two texts that become one, as a file lists them.
    record Pair(String left, String right) {}

    /// Six times the largest published list.
    static final int MAX_PAIRS = 3 << 20;

    /// What finding the pairs of scored tokens may cost, in characters looked at; the largest published vocabularies
    /// take a hundredth.
    private static final long MAX_WORK = 1L << 31;

    private Merges() {}

    /// The place in the list is the rank. What would make a control token is left out; what names no token is refused.
    /// A circle of merges cannot be: a merge is longer than either part.
    static PairMerges byRank(Vocabulary vocabulary, List<Pair> pairs) throws BadTokenizer {
        var merges = new PairMerges();
        var symbols = new Symbols(vocabulary);
        for (int rank = 0; rank < pairs.size(); rank++) {
            var pair = pairs.get(rank);
            int left = symbols.of(pair.left());
            int right = symbols.of(pair.right());
            int result = symbols.of(pair.left() + pair.right());
            if (left < 0 || right < 0 || result < 0) {
                throw new BadTokenizer("merge %d joins \"%s\" and \"%s\", which is not all in the vocabulary"
                        .formatted(rank, shown(pair.left()), shown(pair.right())));
            }
            if (vocabulary.kind(result).isMadeOfText()) {
                merges.put(left, right, rank, result);
            }
        }
        return merges;
    }

    /// The merge that a line of a file means: two texts and the blank between them.
    static Pair pair(String line) throws BadTokenizer {
        int blank = line.indexOf(' ', 1);
        if (blank < 0 || blank == line.length() - 1) {
            throw new BadTokenizer("the merge \"%s\" is not two texts".formatted(shown(line)));
        }
        return new Pair(line.substring(0, blank), line.substring(blank + 1));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /// Every way to cut a token in two tokens, or letters, is a merge; the better its score the earlier.
    static PairMerges byScore(Vocabulary vocabulary, Letters letters) throws BadTokenizer {
        int[] ranks = ranks(vocabulary);
        long work = 0;
        for (int id = 0; id < vocabulary.size(); id++) {
            long length = vocabulary.text(id).length();
            work += length * length;
        }
        if (work > MAX_WORK) {
            throw new BadTokenizer("a vocabulary of too many long tokens");
        }
        var merges = new PairMerges();
        for (int id = 0; id < vocabulary.size(); id++) {
            if (vocabulary.word(vocabulary.text(id)) == id) {
                putAllCuts(merges, vocabulary.text(id), letters, ranks[id], id);
            }
        }
        return merges;
    }

    private static void putAllCuts(PairMerges merges, String text, Letters letters, int rank, int id) {
        int cut = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        for (; cut < text.length(); cut = text.offsetByCodePoints(cut, 1)) {
            int left = letters.symbol(text.substring(0, cut));
            int right = left < 0 ? -1 : letters.symbol(text.substring(cut));
            if (right >= 0) {
                merges.put(left, right, rank, id);
            }
        }
    }

    // Equal scores share a rank, so that the leftmost of them goes first.
    private static int[] ranks(Vocabulary vocabulary) {
        var sorted = new float[vocabulary.size()];
        for (int id = 0; id < sorted.length; id++) {
            sorted[id] = -vocabulary.score(id);
        }
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || Float.compare(sorted[i], sorted[i - 1]) != 0) {
                sorted[distinct++] = sorted[i];
            }
        }
        var ranks = new int[vocabulary.size()];
        for (int id = 0; id < ranks.length; id++) {
            ranks[id] = Arrays.binarySearch(sorted, 0, distinct, -vocabulary.score(id));
        }
        return ranks;
    }

    /// All texts of a vocabulary, control tokens too: a list of merges may lead through them.
    private static final class Symbols {
        private final Map<String, Integer> ids;

        private Symbols(Vocabulary vocabulary) {
            ids = HashMap.newHashMap(vocabulary.size());
            for (int id = 0; id < vocabulary.size(); id++) {
                ids.put(vocabulary.text(id), id);
            }
        }

        private int of(String text) {
            return ids.getOrDefault(text, -1);
        }
    }
}
