package plimsoll.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.ServedModels.Weights;
import plimsoll.domain.repository.RepoName;

class ServedModelsTest {
    @TempDir
    private Path folder;

    @Test
    void aStoredModelIsAFileAFolderOrAWholeRepository() throws Exception {
        var models = read("""
                stored ada/file tales.gguf
                stored ada/folder weights/small revision=v2 at-once=3 queue=7 watermark=on
                stored ada/root .
                """);
        assertEquals(new Weights.Stored(name("ada/file"), "main", "tales.gguf"), weights(models, "ada/file"));
        assertEquals(new Weights.Stored(name("ada/folder"), "v2", "weights/small"), weights(models, "ada/folder"));
        assertEquals(new Weights.Stored(name("ada/root"), "main", ""), weights(models, "ada/root"));
        var limited = Objects.requireNonNull(models.local().get("ada/folder"));
        assertEquals(OptionalInt.of(3), limited.atOnce());
        assertEquals(OptionalInt.of(7), limited.queued());
        assertTrue(limited.marked());
    }

    @Test
    void whatCanBeNoPathInARepositoryStopsTheStart() throws Exception {
        for (var path : List.of("..", "a/../b", "/etc", "a/", "./a", "a//b", ".git/config")) {
            var refused = assertThrows(BadSetting.class, () -> read("stored ada/first %s\n".formatted(path)));
            var message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("line 1: '%s' names no file or folder".formatted(path)), message);
        }
    }

    private ServedModels read(String lines) throws BadSetting, IOException {
        var file = folder.resolve(ServedModels.FILE);
        Files.writeString(file, lines);
        return ServedModels.read(file);
    }

    private static Weights weights(ServedModels models, String name) {
        return Objects.requireNonNull(models.local().get(name)).weights();
    }

    private static RepoName name(String text) {
        return RepoName.parse(text).orElseThrow();
    }
}
