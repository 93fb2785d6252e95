package plimsoll.app.mini;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the log of a training says, for papers about the model: nobody types these figures.
///
/// @param begin the recipe, and the hashes of what went in
/// @param end what came out
/// @param firstLoss of the first step
/// @param lastLoss the mean over the last steps
record TrainingRecord(JsonNode begin, JsonNode end, double firstLoss, double lastLoss) {
    private static final int LAST_STEPS = 100;
    /// Forward and backward, a multiplication and an addition each way for every weight and token (Kaplan et al. 2020).
    private static final double OPERATIONS = 6;

    /// Reads a log as `plimsoll train` writes it.
    ///
    /// @throws IOException when it is none, or of a training that did not come to its end
    static TrainingRecord of(byte[] log) throws IOException {
        try {
            var lines = new String(log, StandardCharsets.UTF_8)
                    .lines()
                    .map(Json.mapper()::readTree)
                    .toList();
            var steps = lines.stream().filter(line -> line.has("step")).toList();
            if (steps.isEmpty()
                    || !lines.getFirst().has("recipe")
                    || !lines.getLast().has("weights_sha256")) {
                throw new IOException("the training's log has no beginning, no steps or no end");
            }
            return new TrainingRecord(
                    lines.getFirst(),
                    lines.getLast(),
                    loss(steps.getFirst()),
                    mean(steps.subList(Math.max(0, steps.size() - LAST_STEPS), steps.size())));
        } catch (JacksonException malformed) {
            throw new IOException("the training's log is no JSON by lines", malformed);
        }
    }

    /// Operations of the whole training, by the usual estimate.
    double operations() {
        return OPERATIONS
                * begin.path("parameters").asDouble()
                * end.path("tokens").asDouble();
    }

    /// The same as the card's fields that declare it, with the training's tokens.
    String declaration() {
        return String.format(
                Locale.ROOT,
                "training_flop: %.3e\ntraining_tokens: %d\n",
                operations(),
                end.path("tokens").asLong());
    }

    /// All of it in sentences.
    String sentences() {
        var model = begin.path("recipe").path("model");
        return String.format(
                Locale.ROOT,
                """
                A Llama-form model of %,d parameters (%d layers, dimension %d, %d query and %d key-value heads, context %d),
                trained by Plimsoll from nothing, in Java: %,d steps over %,d tokens of %,d conversations, %.1e floating-point
                operations (6 x parameters x tokens). The loss per answer token fell from %.2f to %.3f. `training.jsonl` says
                what went in and how each step went, `loss.svg` draws it.

                | What | SHA-256 |
                |---|---|
                | data | `%s` |
                | tokenizer | `%s` |
                | weights | `%s` |\
                """,
                begin.path("parameters").asLong(),
                model.path("layers").asInt(),
                model.path("dimension").asInt(),
                model.path("heads").asInt(),
                model.path("kv_heads").asInt(),
                model.path("context").asInt(),
                end.path("steps").asLong(),
                end.path("tokens").asLong(),
                begin.path("samples").asLong(),
                operations(),
                firstLoss,
                lastLoss,
                begin.path("data_sha256").asString(""),
                begin.path("tokenizer_sha256").asString(""),
                end.path("weights_sha256").asString(""));
    }

    private static double loss(JsonNode step) {
        return step.path("loss").asDouble();
    }

    private static double mean(List<JsonNode> steps) {
        return steps.stream().mapToDouble(TrainingRecord::loss).average().orElse(0);
    }
}
