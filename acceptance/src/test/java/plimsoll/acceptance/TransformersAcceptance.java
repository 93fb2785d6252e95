package plimsoll.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Configuration and tokenizer, loaded from the hub by `@huggingface/transformers`.
@ExtendWith(RunningHub.class)
class TransformersAcceptance {
    private static final String REAL = "hub-fixtures/ibm-granite--granite-3b-code-instruct-128k";

    @Test
    void aSmallTokenizerOfOurOwnIsLoaded(Hub hub) throws Exception {
        var ours = Path.of("clients/tokenizer").toRealPath();
        hub.node("weights.mjs", "transformers", ours.toString(), "the ship sails", "1", "2", "3");
    }

    @Test
    void aRealTokenizerIsLoaded(Hub hub) throws Exception {
        var real = SharedData.folder(REAL);
        assumeTrue(Files.isDirectory(real), () -> "no real tokenizer in " + real);
        hub.node("weights.mjs", "transformers", real.toString(), "def hello():\n    return 'world'");
    }
}
