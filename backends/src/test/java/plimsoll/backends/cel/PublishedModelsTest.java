package plimsoll.backends.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.line.Value;
import plimsoll.domain.openness.Declared;
import plimsoll.domain.openness.Licences;
import plimsoll.domain.openness.Openness;
import plimsoll.domain.openness.OpennessClass;
import plimsoll.domain.openness.Part;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.line.BadRule;
import plimsoll.hub.line.OpennessFile;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ShippedPacks;

/// The line of every model that the Model Openness Tool describes, 273 of them.
final class PublishedModelsTest {
    private static final Path MODELS = Optional.ofNullable(System.getenv("PLIMSOLL_SHARED_DATA"))
            .map(Path::of)
            .orElse(Path.of("..", "..", "shared", "data"))
            .resolve("mof/models");

    @Test
    void theirClassesAndLinesAreThoseExpected() throws IOException, BadRule {
        assumeTrue(Files.isDirectory(MODELS), "there is no " + MODELS);
        var pack = new PackText(new CelConditions())
                .read(ShippedPacks.text("default").orElseThrow());
        var classes = new EnumMap<OpennessClass, Integer>(OpennessClass.class);
        int free = 0;
        for (var declared : declarations()) {
            classes.merge(Openness.of(declared).reached(), 1, Integer::sum);
            var licence = declared.licenceOf(Part.FINAL_PARAMETERS);
            boolean open = licence.filter(Licences::isOpen).isPresent();
            free += open ? 1 : 0;
            var small = new ArrayList<>(List.of(fact(FactName.TRAINING_FLOP, Value.of(1e22))));
            licence.ifPresent(_ -> small.add(fact(FactName.LICENSE_USE_LIMITS, new Value.Truth(!open))));
            assertEquals(open ? Level.FULLY_OPEN : Level.OPEN_DOWNLOAD, weights(pack, small), licence::toString);
            var silent = small.subList(1, small.size());
            assertEquals(Level.API, weights(pack, silent), "nobody tells what it took");
        }
        assertEquals(
                Map.of(
                        OpennessClass.UNCLASSIFIED,
                        242,
                        OpennessClass.CLASS_III,
                        16,
                        OpennessClass.CLASS_II,
                        1,
                        OpennessClass.CLASS_I,
                        14),
                classes);
        assertEquals(273, classes.values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(free > 0 && free < 273, "both kinds are among them: " + free);
    }

    private static Level weights(RulePack pack, List<Fact> facts) {
        return Line.draw(List.of(pack), RepoKind.MODEL, new FactSheet(facts)).of(Component.WEIGHTS);
    }

    private static List<Declared> declarations() throws IOException {
        var all = new ArrayList<Declared>();
        try (var files = Files.list(MODELS)) {
            for (var file : files.sorted().toList()) {
                if (OpennessFile.read(Files.readString(file)) instanceof OpennessFile.Reading.Read(var declared)) {
                    all.add(declared);
                }
            }
        }
        return all;
    }

    private static Fact fact(FactName name, Value value) {
        return new Fact(name, value, Fact.Kind.DECLARED, "its file", "", Instant.EPOCH);
    }
}
