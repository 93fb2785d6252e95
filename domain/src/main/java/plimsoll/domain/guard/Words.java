package plimsoll.domain.guard;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The common words of a language: they tell plain text from scrambled, and one way of unscrambling it from another.
///
/// Immutable: any number of threads.
public final class Words {
    private static final int LONGEST = 24;
    private static final String VOWELS = "[aeiou]";

    private final Set<String> words = new HashSet<>();
    private final Map<String, String> bySkeleton = new HashMap<>();

    /// @param common in lower case, the most frequent first
    public Words(Collection<String> common) {
        for (var word : common) {
            words.add(word);
            bySkeleton.putIfAbsent(word.replaceAll(VOWELS, ""), word);
        }
    }

    /// Whether this is one of them.
    public boolean has(String word) {
        return words.contains(word);
    }

    /// Which part of the text's words are known, from 0 to 1; those of one and two letters are not counted.
    public double share(String text) {
        int known = 0;
        int all = 0;
        for (var word : Features.normal(text).split(" ", -1)) {
            if (word.length() > 2) {
                all++;
                known += words.contains(word) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) known / all;
    }

    /// The most frequent word that has these consonants.
    public Optional<String> ofConsonants(String skeleton) {
        return Optional.ofNullable(bySkeleton.get(skeleton));
    }

    /// Letters without gaps, cut into the fewest words; what is none stays as it is.
    public String cut(String letters) {
        int length = letters.length();
        var cost = new int[length + 1];
        var from = new int[length + 1];
        for (int end = 1; end <= length; end++) {
            cost[end] = Integer.MAX_VALUE;
            for (int start = Math.max(0, end - LONGEST); start < end; start++) {
                var piece = letters.substring(start, end);
                // A letter that belongs to no word costs more than any word.
                int more = words.contains(piece) ? 2 : 3 * (end - start) + 2;
                if (cost[start] + more < cost[end]) {
                    cost[end] = cost[start] + more;
                    from[end] = start;
                }
            }
        }
        var text = new StringBuilder();
        for (int end = length; end > 0; end = from[end]) {
            text.insert(0, letters.substring(from[end], end) + " ");
        }
        return text.toString().strip();
    }
}
