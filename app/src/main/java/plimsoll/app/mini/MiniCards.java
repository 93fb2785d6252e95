package plimsoll.app.mini;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import plimsoll.app.config.Version;
import plimsoll.domain.openness.Openness;

/// The papers of what comes with the hub. Their figures are those of the training's log and of the last evaluation.
///
/// @param training what the log says; empty where there is none
/// @param scores what the evaluation found; empty where there was none
record MiniCards(Optional<TrainingRecord> training, Optional<Scores> scores) {
    private static final String GATED_OR_CLOSED = "base_model: plimsoll/mini\n";

    /// Papers for a log and an evaluation, as far as they are there.
    ///
    /// @throws IOException when one of them is nothing of the kind
    static MiniCards of(Optional<byte[]> log, Optional<byte[]> evaluation) throws IOException {
        return new MiniCards(
                log.isPresent() ? Optional.of(TrainingRecord.of(log.get())) : Optional.empty(),
                evaluation.isPresent() ? Optional.of(Scores.of(evaluation.get())) : Optional.empty());
    }

    /// The card of the open model.
    String model(Openness openness) {
        return card(
                scores.map(Scores::modelIndex).orElse(""),
                "Plimsoll Mini",
                "A small language model that is open in all its parts, and that comes with every Plimsoll.",
                "By the Model Openness Framework that is %s (`openness.yml`)."
                        .formatted(openness.reached().label()));
    }

    /// The card of the one on terms.
    String gated() {
        return card(
                GATED_OR_CLOSED,
                "Plimsoll Mini, on terms",
                "The same weights as [plimsoll/mini](/plimsoll/mini), behind terms that you accept before you"
                        + " download.",
                "");
    }

    /// The card of the one that is withheld.
    String closed() {
        return card(
                GATED_OR_CLOSED,
                "Plimsoll Mini, closed",
                "The same weights as [plimsoll/mini](/plimsoll/mini), withheld: nobody outside the publisher sees this"
                        + " page.",
                "");
    }

    /// How it came to be, in the form of a paper.
    String paper() {
        return filled("paper.md", figures());
    }

    /// The card of the data set.
    static String data(int conversations) {
        return """
            ---
            license: apache-2.0
            language:
            - en
            task_categories:
            - text-generation
            ---

            # What Plimsoll Mini learned from

            %,d conversations in `train.jsonl`, and conversations of each class in `held-out` that the model is tried
            on and not trained on; with the tokenizer that was trained on them. All of it comes from a grammar in
            Plimsoll's source code (`plimsoll mini data` makes it again, byte for byte). No text of others and nothing
            about real people's lives is in it. The classes `refusals` and `guard` name harmful deeds on purpose, and
            never say how.
            """.formatted(conversations);
    }

    private String card(String more, String title, String summary, String openness) {
        return filled("card.md", figures())
                .replace("{{more}}", more)
                .replace("{{title}}", title)
                .replace("{{summary}}", summary)
                .replace("{{openness}}", openness)
                .replace("{{tag}}", Version.TAG);
    }

    private Map<String, String> figures() {
        return Map.of(
                "{{declared}}",
                training.map(TrainingRecord::declaration).orElse(""),
                "{{training}}",
                training.map(TrainingRecord::sentences).orElse("This build holds no record of the training."),
                "{{evaluation}}",
                scores.map(Scores::table).orElse("These weights were not evaluated yet."));
    }

    private static String filled(String name, Map<String, String> values) {
        var text = Lists.text(name);
        for (var value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }
}
