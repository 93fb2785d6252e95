package plimsoll.engine.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All that decides what a training comes to: the same recipe over the same files gives the same weights, to the byte.
///
/// @param name of the model, for its files
/// @param data JSONL files of conversations, read in this order
/// @param tokenizer a folder with `tokenizer.json`, and with a chat template
/// @param from a folder with the model to begin with; without one, training begins from nothing
/// @param shape of a model that begins from nothing; its vocabulary is 0 where the tokenizer's is meant
/// @param lora the adapters that are trained in place of the weights of `from`
/// @param shards packs per step, the logical workers whose gradients are added in order
/// @param packTokens the most tokens in a pack
/// @param checkpointEvery steps between two checkpoints
/// @param halves whether the weights are published as F16, or else as F32
/// @param text the recipe as it was written
public record Recipe(
        String name,
        List<Path> data,
        Path tokenizer,
        Optional<Path> from,
        Optional<Shape> shape,
        Optional<Lora> lora,
        long seed,
        int shards,
        int packTokens,
        Schedule schedule,
        AdamW optimiser,
        int checkpointEvery,
        boolean halves,
        String text) {
    private static final int MOST_SHARDS = 256;
    private static final int MOST_PACK_TOKENS = 1 << 16;

    /// @throws IllegalArgumentException with a sentence that names what is wrong
    public Recipe {
        data = List.copyOf(data);
        require(!data.isEmpty(), "data must name at least one file");
        require(from.isPresent() != shape.isPresent(), "one of from and model must be given, and not both");
        require(lora.isEmpty() || from.isPresent(), "lora needs from, the model that adapters are trained for");
        require(shards >= 1 && shards <= MOST_SHARDS, "shards must be between 1 and " + MOST_SHARDS);
        require(
                packTokens >= 2 && packTokens <= MOST_PACK_TOKENS,
                "pack_tokens must be between 2 and " + MOST_PACK_TOKENS);
        require(checkpointEvery >= 1, "checkpoint_every must be above 0");
    }

    /// Reads a recipe; its paths are relative to the folder it lies in.
    ///
    /// @throws TrainingRefused when it is none, or has a key that is not known
    /// @throws IOException when it cannot be read
    public static Recipe read(Path file) throws IOException {
        return RecipeReader.read(file);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
