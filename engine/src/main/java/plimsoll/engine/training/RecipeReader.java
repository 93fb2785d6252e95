package plimsoll.engine.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;

/// Reads recipes: JSON objects of which no member is overlooked.
final class RecipeReader {
    /// A recipe is a page of text.
    private static final long MOST_BYTES = 1 << 20;

    private RecipeReader() {}

    static Recipe read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new TrainingRefused("a recipe has at most 1 MiB");
        }
        try {
            var text = Files.readString(file);
            if (JsonReader.read(text) instanceof Json.Members members) {
                return recipe(new Keys("", members), file, text);
            }
            throw new TrainingRefused("the recipe is no JSON object");
        } catch (MalformedJson malformed) {
            throw new TrainingRefused("the recipe is " + malformed.getMessage());
        } catch (CharacterCodingException _) {
            throw new TrainingRefused("the recipe is not UTF-8");
        } catch (IllegalArgumentException wrong) {
            throw new TrainingRefused("the recipe cannot be followed: " + wrong.getMessage());
        }
    }

    private static Recipe recipe(Keys keys, Path file, String text) throws TrainingRefused {
        var data = keys.texts("data").stream().map(file::resolveSibling).toList();
        var from = keys.text("from").map(file::resolveSibling);
        var tokenizer = keys.text("tokenizer").map(file::resolveSibling).or(() -> from);
        if (tokenizer.isEmpty()) {
            throw keys.refused("tokenizer", "is missing");
        }
        var published = keys.text("dtype").orElse("F16");
        if (!published.equals("F16") && !published.equals("F32")) {
            throw keys.refused("dtype", "is neither F16 nor F32");
        }
        var recipe = new Recipe(
                keys.text("name").orElse("model"),
                data,
                tokenizer.get(),
                from,
                shape(keys.object("model")),
                lora(keys.object("lora")),
                keys.longWhole("seed", 1),
                keys.whole("shards", 4),
                keys.whole("pack_tokens", 512),
                schedule(keys),
                optimiser(keys),
                keys.whole("checkpoint_every", 100),
                published.equals("F16"),
                text);
        keys.end();
        return recipe;
    }

    private static Schedule schedule(Keys keys) throws TrainingRefused {
        int steps = keys.whole("steps");
        return new Schedule(
                steps,
                keys.whole("warm_up", Math.min(100, steps / 10)),
                keys.real("peak_rate", 2e-3),
                keys.real("floor_rate", 0.05));
    }

    private static AdamW optimiser(Keys keys) throws TrainingRefused {
        return new AdamW(
                keys.real("beta1", 0.9),
                keys.real("beta2", 0.98),
                keys.real("epsilon", 1e-8),
                keys.real("weight_decay", 0.05),
                keys.real("clip", 1));
    }

    private static Optional<Lora> lora(Optional<Keys> adapters) throws TrainingRefused {
        if (adapters.isEmpty()) {
            return Optional.empty();
        }
        var keys = adapters.get();
        int rank = keys.whole("rank");
        var lora = new Lora(rank, keys.real("alpha", 2.0 * rank), keys.texts("targets"), keys.text("base"));
        keys.end();
        return Optional.of(lora);
    }

    private static Optional<Shape> shape(Optional<Keys> model) throws TrainingRefused {
        if (model.isEmpty()) {
            return Optional.empty();
        }
        var keys = model.get();
        int dimension = keys.whole("dimension");
        int heads = keys.whole("heads");
        var shape = new Shape(
                dimension,
                keys.whole("layers"),
                heads,
                keys.whole("kv_heads", heads),
                keys.whole("head_size", dimension / Math.max(1, heads)),
                keys.whole("feed_forward"),
                keys.whole("vocabulary", Shape.AS_THE_TOKENIZER),
                keys.whole("context", 512),
                keys.real("rope_base", 10_000),
                keys.real("norm_epsilon", 1e-5));
        keys.end();
        return Optional.of(shape);
    }
}
