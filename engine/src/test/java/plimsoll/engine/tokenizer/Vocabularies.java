package plimsoll.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import plimsoll.weights.files.GgufModel;

/// Tokenizers of real models.
final class Vocabularies {
    private Vocabularies() {}

    static Tokenizer open(Path gguf) throws IOException {
        try (var file = GgufModel.open(gguf)) {
            return Tokenizer.read(file);
        }
    }
}
