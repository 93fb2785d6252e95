package plimsoll.app.mini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.openness.OpennessClass;
import plimsoll.domain.openness.Part;

class MiniReleaseTest {
    private static final String LOG = """
        {"recipe":{"model":{}},"parameters":10}
        {"step":1,"loss":6.9}
        {"tokens":1,"weights_sha256":"b"}
        """;

    @TempDir
    private Path folder;

    @Test
    void withAllThatATrainingAndAnEvaluationLeaveItIsOfTheMostOpenClass() throws IOException {
        trained("model.safetensors", "training.jsonl", "evaluation.json", "intermediate/model-Q8_0.gguf");
        var files = MiniRelease.in(folder, 3000).model();
        assertEquals(OpennessClass.CLASS_I, judged(files));
        assertTrue(text(files, "README.md").contains("Class I - Open Science Model"), text(files, "README.md"));
    }

    @Test
    void whatIsNotThereIsNotDeclared() throws IOException {
        trained("model.safetensors", "training.jsonl", "evaluation.json");
        var files = MiniRelease.in(folder, 3000).model();
        assertEquals(OpennessClass.CLASS_II, judged(files));
        var missing = OpennessDeclaration.judged(text(files, "openness.yml")).missingForNext();
        assertEquals(List.of(Part.INTERMEDIATE_PARAMETERS), missing);
    }

    @Test
    void theSourcesAreThoseOfThisBuild() throws IOException {
        trained("model.safetensors");
        var files = MiniRelease.in(folder, 3000).model();
        var trainer = "plimsoll/engine/training/Training.java";
        assertArrayEquals(
                Files.readAllBytes(Path.of("../engine/src/main/java", trainer)), files.get("code/" + trainer));
        assertTrue(files.containsKey("code/plimsoll/app/mini/Grammar.java"));
        assertTrue(files.containsKey("code/plimsoll/app/mini/facts.txt"));
    }

    private void trained(String... names) throws IOException {
        Files.createDirectories(folder.resolve("intermediate"));
        for (var name : names) {
            var text = name.endsWith(".jsonl") ? LOG : name.endsWith(".json") ? "{\"scores\":{}}" : "weights";
            Files.writeString(folder.resolve(name), text);
        }
    }

    private static OpennessClass judged(Map<String, byte[]> files) {
        return OpennessDeclaration.judged(text(files, "openness.yml")).reached();
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }
}
