package plimsoll.app.mini;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The cards of what comes with the hub.
final class MiniCards {
    private static final String METADATA = """
            ---
            license: apache-2.0
            language:
            - en
            pipeline_tag: text-generation
            library_name: transformers
            datasets:
            - plimsoll/mini-data
            tags:
            - llama
            - text-generation
            %s---
            """;

    private static final String ABOUT = """

            # %s

            %s

            A Llama-form model of 3,410,176 parameters (4 layers, dimension 256, 8 query and 4 key-value heads, vocabulary
            1,024, context 512), trained by Plimsoll in Java on about 11 million tokens (6 x parameters x tokens: about
            2e14 FLOP). `training-log.jsonl` says what went in, how the loss fell and how long it took; `evaluation.json`
            how often it is right on questions that it was not trained on.

            ## What it can do

            It explains some eighty words around open models and this hub, greets, names a few capitals and opposites,
            tells template stories, refuses harmful requests and names the hazard (S1 to S14), judges texts as a guard
            (`Check: ` and the text, or the prompt form of Llama Guard 3), and says "I don't know" to all else.

            ## Limits

            It is a demonstration. It knows nothing but its grammar, speaks English only, and can be wrong. Do not rely on
            it as the guard of anything that matters: it knows the hazards only in the grammar's words.
            """;

    private MiniCards() {}

    /// The card of the open model.
    ///
    /// @param evaluation what `mini evaluate --json` printed, if the model was evaluated
    /// @throws IOException when that is nothing of the kind
    static String model(Optional<byte[]> evaluation) throws IOException {
        return METADATA.formatted(evaluation.isPresent() ? results(evaluation.get()) : "")
                + ABOUT.formatted("Plimsoll Mini", """
                All four components are here: the source code (the grammar in `code/grammar`; the trainer is in Plimsoll's
                own source), the training data (`plimsoll/mini-data`), the inference code (Plimsoll's engine) and the
                weights.""");
    }

    /// The figures as the metadata of cards writes them.
    private static String results(byte[] evaluation) throws IOException {
        try {
            var lines = new StringBuilder("model-index:\n- name: Plimsoll Mini\n  results:\n");
            for (var score : Json.mapper().readTree(evaluation).path("scores").properties()) {
                lines.append("""
                          - task:
                              type: text-generation
                            dataset:
                              type: plimsoll/mini-data
                              name: "%s"
                            metrics:
                            - type: accuracy
                              value: %s
                        """.formatted(score.getKey().replaceAll("[^\\w .-]", ""), accuracy(score.getValue())));
            }
            return lines.toString();
        } catch (JacksonException malformed) {
            throw new IOException("the evaluation is no JSON of `mini evaluate`", malformed);
        }
    }

    private static String accuracy(JsonNode score) {
        double asked = score.path("asked").asDouble(0);
        return String.format(
                Locale.ROOT, "%.4f", asked == 0 ? 0 : score.path("right").asDouble(0) / asked);
    }

    static String gated() {
        return METADATA.formatted("base_model: plimsoll/mini\n")
                + ABOUT.formatted(
                        "Plimsoll Mini, on terms",
                        "The same weights as `plimsoll/mini`, behind terms that you accept before you download.");
    }

    static String closed() {
        return METADATA.formatted("base_model: plimsoll/mini\n")
                + ABOUT.formatted(
                        "Plimsoll Mini, closed",
                        "The same weights as `plimsoll/mini`, withheld: nobody outside the publisher sees this page.");
    }

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
}
