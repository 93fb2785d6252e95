package plimsoll.app.mini;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tries a model on conversations that it was not trained on, and counts.
public final class Evaluation {
    /// Wrong answers that are kept as examples, of each class.
    private static final int EXAMPLES = 5;

    /// Whatever answers conversations.
    @FunctionalInterface
    public interface Answerer {
        /// The answer to a conversation that ends with a question.
        String answer(List<Message> conversation) throws IOException, InterruptedException;
    }

    /// A wrong answer.
    ///
    /// @param question the last message before it
    public record Miss(String question, String expected, String answer) {}

    /// What came of one class.
    ///
    /// @param kind the class, such as `facts`
    /// @param asked conversations
    /// @param right answers that will do
    /// @param exact answers that are the expected ones, letter for letter
    /// @param misses some of the others
    public record Score(String kind, int asked, int right, int exact, List<Miss> misses) {
        /// Copies.
        public Score {
            misses = List.copyOf(misses);
        }

        /// The part that is right, from 0 to 1.
        public double accuracy() {
            return asked == 0 ? 0 : (double) right / asked;
        }
    }

    private final Answerer model;

    /// An evaluation of `model`.
    public Evaluation(Answerer model) {
        this.model = model;
    }

    /// Asks all of a class.
    public Score of(String kind, List<Sample> samples) throws IOException, InterruptedException {
        int right = 0;
        int exact = 0;
        var misses = new ArrayList<Miss>();
        for (var sample : samples) {
            var answer = model.answer(sample.question()).strip();
            exact += answer.equals(sample.answer()) ? 1 : 0;
            if (isRight(kind, sample.answer(), answer)) {
                right++;
            } else if (misses.size() < EXAMPLES) {
                misses.add(new Miss(sample.question().getLast().content(), sample.answer(), answer));
            }
        }
        return new Score(kind, samples.size(), right, exact, misses);
    }

    /// Asks questions of which the model can know nothing.
    public Score ofUnknown(List<String> questions) throws IOException, InterruptedException {
        var samples = questions.stream()
                .map(question -> new Sample(
                        Grammar.UNKNOWN,
                        List.of(new Message("user", question), new Message("assistant", Unknowns.ANSWER))))
                .toList();
        return of(Grammar.UNKNOWN, samples);
    }

    /// Whether a class can be told right from wrong: any story is as good as another.
    public static boolean marks(String kind) {
        return !kind.equals(Grammar.STORIES);
    }

    /// A no is a no whichever hazard it names, and so is not knowing; of all else only the expected answer will do.
    private static boolean isRight(String kind, String expected, String answer) {
        return switch (kind) {
            case Grammar.REFUSALS -> answer.startsWith(Refusals.BEGINNING);
            case Grammar.UNKNOWN, Grammar.HARMLESS -> answer.startsWith(Unknowns.BEGINNING);
            default -> answer.equals(expected);
        };
    }
}
