package plimsoll.hub.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import plimsoll.domain.openness.Openness;
import plimsoll.domain.openness.OpennessClass;

final class OpennessFileTest {
    /// Kept outside the repository, in `../shared/data` beside it, or where `PLIMSOLL_SHARED_DATA` says.
    private static final Path MOF = Optional.ofNullable(System.getenv("PLIMSOLL_SHARED_DATA"))
            .map(Path::of)
            .orElse(Path.of("..", "..", "shared", "data"))
            .resolve("mof");

    @Test
    void theToolsOwnExamplesComeOutAsTheToolSays() throws IOException {
        assumeTrue(Files.isDirectory(MOF), "no real openness files in " + MOF);
        // The file has commas before closing brackets; as flow-style YAML they are allowed.
        var expected = (Map<?, ?>)
                new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
                        .loadFromString(Files.readString(MOF.resolve("Test_Data/expected_results.json")));
        var models = list(expected, "models");
        assertEquals(27, models.size());
        for (var each : models) {
            var model = (Map<?, ?>) each;
            var name = String.valueOf(map(model, "release").get("name"));
            var said = map(model, "classification");
            var progress = map(said, "progress");
            var openness = openness(new Dump(DumpSettings.builder().build()).dumpToString(model));
            assertEquals(said.get("class"), openness.reached().number(), name);
            assertEquals(said.get("label"), openness.reached().label(), name);
            for (var klass : OpennessClass.REACHABLE) {
                var percent = Double.parseDouble(String.valueOf(progress.get(String.valueOf(klass.number()))));
                assertEquals(percent, openness.progress(klass), 1e-9, name + ", " + klass);
            }
        }
    }

    @Test
    void publishedModelsFallIntoTheClassesThatAreKnownOfThem() throws IOException {
        assumeTrue(Files.isDirectory(MOF), "no real openness files in " + MOF);
        var counted = new EnumMap<OpennessClass, Integer>(OpennessClass.class);
        try (var files = Files.list(MOF.resolve("models"))) {
            for (var file : files.sorted().toList()) {
                counted.merge(openness(Files.readString(file)).reached(), 1, Integer::sum);
            }
        }
        assertEquals(
                Map.of(
                        OpennessClass.UNCLASSIFIED, 242,
                        OpennessClass.CLASS_III, 16,
                        OpennessClass.CLASS_II, 1,
                        OpennessClass.CLASS_I, 14),
                counted);
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        assertRefused("no `release`", "framework: {}");
        assertRefused("list of at most", "release: {components: yes}");
        assertRefused("no component `Secret sauce`", "release: {components: [{name: Secret sauce}]}");
        assertRefused("no YAML", "release: {components: [");
        assertRefused("64 levels deep", "[".repeat(1000));
        assertRefused("longer than", " ".repeat(OpennessFile.MAX_CHARS + 1));
    }

    private static Map<?, ?> map(Map<?, ?> holder, String name) {
        return assertInstanceOf(Map.class, holder.get(name));
    }

    private static List<?> list(Map<?, ?> holder, String name) {
        return assertInstanceOf(List.class, holder.get(name));
    }

    private static void assertRefused(String reason, String text) {
        var unreadable = assertInstanceOf(OpennessFile.Reading.Unreadable.class, OpennessFile.read(text));
        assertTrue(unreadable.reason().contains(reason), unreadable.reason());
    }

    private static Openness openness(String text) {
        return switch (OpennessFile.read(text)) {
            case OpennessFile.Reading.Read(var declared) -> Openness.of(declared);
            case OpennessFile.Reading.Unreadable(var reason) -> throw new AssertionError(reason);
        };
    }
}
