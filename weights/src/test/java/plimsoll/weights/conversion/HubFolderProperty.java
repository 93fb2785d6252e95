package plimsoll.weights.conversion;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.fixtures.HubModel;
import plimsoll.weights.fixtures.Mutations;
import plimsoll.weights.fixtures.Seeds;

/// Whatever a stranger wrote beside the weights, it is converted or refused: no other exception, and no file.
class HubFolderProperty {
    @TempDir
    private Path folder;

    @Test
    void damagedFoldersAreConvertedOrRefused() throws Exception {
        var hubs = List.of(HubModel.llama(), HubModel.bert());
        for (var hub : hubs) {
            var from = hub.writeTo(folder.resolve("hub"));
            for (var name : List.of("config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors")) {
                var sound = Files.readAllBytes(from.resolve(name));
                Seeds.each(Mutations.count() / 40, random -> {
                    try {
                        Files.write(from.resolve(name), Mutations.of(sound, random));
                        convert(from);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
                Files.write(from.resolve(name), sound);
            }
        }
    }

    private void convert(Path from) throws IOException {
        var target = folder.resolve("out.gguf");
        try (var model = SafetensorsModel.open(from)) {
            new ConvertModel(FileType.F32, (_, _, _) -> {}).write(model, target, false);
            Files.delete(target);
        } catch (IOException refused) {
            assertFalse(Files.exists(target), refused::toString);
        }
    }
}
