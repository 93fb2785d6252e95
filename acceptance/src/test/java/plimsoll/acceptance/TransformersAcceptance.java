package plimsoll.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Configuration and tokenizer, loaded from the hub by `@huggingface/transformers`.
@ExtendWith({RunningHub.class, TrainedTiny.class})
class TransformersAcceptance {
    private static final String REAL = "hub-fixtures/ibm-granite--granite-3b-code-instruct-128k";

    @TempDir
    private Path folder;

    @Test
    void aSmallTokenizerOfOurOwnIsLoaded(Hub hub) throws Exception {
        var ours = Path.of("clients/tokenizer").toRealPath();
        hub.node("weights.mjs", "transformers", ours.toString(), "the ship sails", "1", "2", "3");
    }

    /// The same sample holds Plimsoll's own tokenizer, in `MiniDataTest`.
    @Test
    void minisTokenizerCutsASampleOfTheCorpusAsPlimsollDoes(Hub hub, Tiny tiny) throws Exception {
        hub.command("mini", "data", folder.resolve("data").toString()).well();
        var model = Files.createDirectory(folder.resolve("model"));
        for (var name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
            Files.copy(folder.resolve("data").resolve(name), model.resolve(name));
        }
        Files.copy(tiny.model().resolve("config.json"), model.resolve("config.json"));
        var sample = Path.of("clients/mini-ids.json").toRealPath();
        hub.node("weights.mjs", "sample", model.toString(), sample.toString());
    }

    @Test
    void aRealTokenizerIsLoaded(Hub hub) throws Exception {
        var real = SharedData.folder(REAL);
        assumeTrue(Files.isDirectory(real), () -> "no real tokenizer in " + real);
        hub.node("weights.mjs", "transformers", real.toString(), "def hello():\n    return 'world'");
    }
}
