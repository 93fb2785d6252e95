package plimsoll.app.mini;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The data set of Plimsoll Mini, made from the grammar: the same conversations from the same seed, on any machine.
///
/// @param train in the order of training before it is shuffled
/// @param heldOut what the model is tried on, by class; no question of it is trained on
public record Corpus(List<Sample> train, Map<String, List<Sample>> heldOut) {
    /// The seed of the published data set.
    public static final long SEED = 7;

    /// A question may come this often in training: what has few phrasings is not to be rare for that.
    private static final int MOST_REPEATS = 6;

    /// A class that makes so many turns in vain for each one taken has been asked for more than there is.
    private static final int MOST_TRIES = 400;

    /// Makes one.
    ///
    /// @param size conversations to train on, about
    /// @param heldOutEach conversations kept from training, of each class
    public static Corpus of(long seed, int size, int heldOutEach) {
        var making = new Making(seed);
        var train = new ArrayList<Sample>();
        var heldOut = new LinkedHashMap<String, List<Sample>>();
        making.grammar.shares().forEach((kind, percent) -> {
            train.addAll(making.train(kind, (int) ((long) size * percent / 100)));
        });
        making.grammar.shares().forEach((kind, _) -> heldOut.put(kind, making.heldOut(kind, heldOutEach)));
        making.dice.shuffle(train);
        return new Corpus(train, heldOut);
    }

    private static final class Making {
        private final Grammar grammar = new Grammar();
        private final Dice dice;
        private final Map<String, String> answers = new HashMap<>();
        private final Map<String, Integer> times = new HashMap<>();

        Making(long seed) {
            dice = new Dice(seed);
        }

        List<Sample> train(String kind, int count) {
            var samples = new ArrayList<Sample>();
            for (long tries = 0; samples.size() < count; tries++) {
                refuseEndless(kind, tries, count);
                var turns = grammar.draw(kind, dice);
                if (turns.stream().noneMatch(Turn::held) && isNew(turns.getLast())) {
                    samples.add(grammar.converse(kind, turns, dice));
                }
            }
            return samples;
        }

        /// Two classes may make the same question; only the first answer is taught. Questions that need what was said
        /// before stand outside of this.
        private boolean isNew(Turn turn) {
            var known = answers.putIfAbsent(turn.question(), turn.answer());
            return grammar.needsContext(turn.question())
                    || ((known == null || known.equals(turn.answer()))
                            && times.merge(turn.question(), 1, Integer::sum) <= MOST_REPEATS);
        }

        List<Sample> heldOut(String kind, int count) {
            var samples = new ArrayList<Sample>();
            for (long tries = 0; samples.size() < count && tries < (long) count * MOST_TRIES; tries++) {
                var turns = grammar.draw(kind, dice);
                if (turns.size() == 1
                        && turns.getFirst().held()
                        && answers.putIfAbsent(
                                        turns.getFirst().question(),
                                        turns.getFirst().answer())
                                == null) {
                    samples.add(grammar.bare(kind, turns.getFirst()));
                }
            }
            return samples;
        }

        private static void refuseEndless(String kind, long tries, int count) {
            if (tries > (long) count * MOST_TRIES) {
                throw new IllegalStateException("the grammar has fewer than %d turns of %s".formatted(count, kind));
            }
        }
    }
}
