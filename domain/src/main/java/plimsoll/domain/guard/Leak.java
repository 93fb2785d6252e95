package plimsoll.domain.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether an answer gives away what only the model was told: many words of it in the same order.
public final class Leak {
    /// What such an answer is told to be.
    public static final String SIGN = "the system prompt in the answer";

    /// So many in a row are no chance: shorter runs are shared by sentences that have nothing to do with each other.
    private static final int WORDS = 8;
    /// Of each text; a longer one is looked at from its beginning.
    private static final int MOST_WORDS = 4_000;

    private final Set<String> told = new HashSet<>();

    /// Of what the model alone was told, such as the messages of a system.
    public Leak(List<String> secrets) {
        for (var secret : secrets) {
            var words = words(secret);
            for (int i = 0; i + WORDS <= words.size(); i++) {
                told.add(run(words, i));
            }
        }
    }

    /// Whether this says eight words of it in a row.
    public boolean isIn(String answer) {
        if (told.isEmpty()) {
            return false;
        }
        var words = words(answer);
        for (int i = 0; i + WORDS <= words.size(); i++) {
            if (told.contains(run(words, i))) {
                return true;
            }
        }
        return false;
    }

    private static String run(List<String> words, int from) {
        return String.join(" ", words.subList(from, from + WORDS));
    }

    private static List<String> words(String text) {
        var words = List.of(Features.normal(text).split(" ", -1));
        return words.subList(0, Math.min(words.size(), MOST_WORDS));
    }
}
