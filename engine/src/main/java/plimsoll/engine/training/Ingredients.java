package plimsoll.engine.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.engine.Dialogue;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.weights.files.SafetensorsModel;

/// What a training is made of, read from its files, and the hashes that say which files they were.
///
/// @param layout where the weights lie
/// @param hashes by the role of each file, 64 hexadecimal digits
record Ingredients(Tokenizer tokenizer, Layout layout, List<Sample> samples, Map<String, String> hashes) {
    private static final long MOST_TOKENIZER_BYTES = 64L << 20;

    static Ingredients read(Recipe recipe) throws IOException {
        var tokenizer = tokenizer(recipe.tokenizer());
        int size = tokenizer.vocabulary().size();
        var shape = recipe.from().isPresent()
                ? new ModelFolder(recipe.from().get()).shape()
                : recipe.shape().orElseThrow();
        if (shape.vocabulary() == Shape.AS_THE_TOKENIZER) {
            shape = shape.withVocabulary(size);
        }
        if (shape.vocabulary() < size) {
            throw new TrainingRefused("the model's vocabulary of %d is too small: the tokenizer has %d tokens"
                    .formatted(shape.vocabulary(), size));
        }
        if (shape.vocabulary() > 1 << 16) {
            throw new TrainingRefused("vocabularies beyond 65,536 tokens are not trained here");
        }
        var samples = new Conversations(
                        dialogue(tokenizer, recipe.tokenizer()), Math.min(shape.context(), recipe.packTokens()))
                .read(recipe.data());
        return new Ingredients(tokenizer, new Layout(shape), samples, hashes(recipe));
    }

    /// The bytes that name this training: everything that decides what comes out, and nothing else.
    byte[] name(Recipe recipe) {
        var all = String.join(
                        "\n",
                        hashes.toString(),
                        layout.shape.toString(),
                        recipe.schedule().toString(),
                        recipe.optimiser().toString(),
                        "%d %d %d".formatted(recipe.seed(), recipe.shards(), recipe.packTokens()))
                + recipe.lora().map(lora -> "\n" + lora).orElse("");
        return Hashes.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    }

    /// The first line of the log.
    Json.Members begin(Recipe recipe) throws IOException {
        var line = new LinkedHashMap<String, Json>();
        line.put("recipe", JsonReader.read(recipe.text()));
        hashes.forEach((role, hash) -> line.put(role, new Json.Text(hash)));
        line.put("parameters", new Json.Whole(layout.shape.parameters()));
        line.put("samples", new Json.Whole(samples.size()));
        line.put(
                "data_tokens",
                new Json.Whole(samples.stream().mapToLong(Sample::length).sum()));
        return new Json.Members(line);
    }

    private static Tokenizer tokenizer(Path folder) throws IOException {
        return Tokenizer.read(
                text(folder.resolve("tokenizer.json"))
                        .orElseThrow(() -> new TrainingRefused(folder + " has no tokenizer.json")),
                text(folder.resolve("tokenizer_config.json")));
    }

    private static Optional<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_TOKENIZER_BYTES) {
            throw new TrainingRefused(file + " is larger than 64 MiB");
        }
        return Optional.of(Files.readString(file));
    }

    private static Dialogue dialogue(Tokenizer tokenizer, Path folder) throws IOException {
        try {
            return Dialogue.of(tokenizer, folder)
                    .orElseThrow(() -> new TrainingRefused(folder
                            + " has no chat template, neither chat_template.jinja nor in tokenizer_config.json"));
        } catch (TemplateRefused refused) {
            throw new TrainingRefused("the chat template in %s: %s".formatted(folder, refused.getMessage()));
        }
    }

    private static Map<String, String> hashes(Recipe recipe) throws IOException {
        var hashes = new LinkedHashMap<String, String>();
        for (int i = 0; i < recipe.data().size(); i++) {
            hashes.put(
                    i == 0 ? "data_sha256" : "data_%d_sha256".formatted(i + 1),
                    Hashes.of(recipe.data().get(i)));
        }
        for (var name : ModelFolder.OF_TOKENIZERS) {
            var file = recipe.tokenizer().resolve(name);
            if (Files.isRegularFile(file)) {
                hashes.put(name.replaceAll("\\..*", "") + "_sha256", Hashes.of(file));
            }
        }
        if (recipe.from().isPresent()) {
            var parts = new ArrayList<String>();
            try (var model = SafetensorsModel.open(recipe.from().get())) {
                for (var part : model.parts()) {
                    parts.add(Hashes.of(part));
                }
            }
            hashes.put("from_sha256", String.join(" ", parts));
        }
        return hashes;
    }
}
