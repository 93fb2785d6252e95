package plimsoll.weights.conversion;

import java.io.IOException;
import plimsoll.weights.gguf.GgufMetadata;

/// How an encoder makes one vector of a sentence, as `sentence-transformers` keeps it in `1_Pooling/config.json`.
final class Pooling {
    private static final int MEAN = 1;
    private static final int FIRST = 2;

    private Pooling() {}

    static void describe(HubFolder folder, Family family, GgufMetadata metadata) throws IOException {
        var pooling = folder.other("1_Pooling/config.json");
        if (pooling.flag("pooling_mode_mean_tokens").orElse(false)) {
            metadata.put(family.gguf() + ".pooling_type", MEAN);
        } else if (pooling.flag("pooling_mode_cls_token").orElse(false)) {
            metadata.put(family.gguf() + ".pooling_type", FIRST);
        }
    }
}
