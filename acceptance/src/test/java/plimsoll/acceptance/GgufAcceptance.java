package plimsoll.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real model's GGUF files, read by `@huggingface/gguf` through the hub by ranges.
@ExtendWith(RunningHub.class)
class GgufAcceptance {
    @Test
    void theHeadersOfARealModelAreReadByRanges(Hub hub) throws Exception {
        var model = SharedData.folder("models/stories260K");
        assumeTrue(Files.isDirectory(model), () -> "no real model in " + model);
        hub.node("weights.mjs", "gguf", model.toString());
    }
}
