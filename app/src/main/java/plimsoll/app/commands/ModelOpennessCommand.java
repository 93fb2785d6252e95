package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plimsoll.domain.openness.Openness;
import plimsoll.domain.openness.OpennessClass;
import plimsoll.domain.openness.Part;
import plimsoll.hub.line.OpennessFile;

/// `plimsoll model openness`: the class of the Model Openness Framework that a declaration reaches.
@Command(
        name = "openness",
        description = "Tell how open a model is, by what its publisher declares of it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:reading failed", "2:wrong use, or no such declaration", "5:no such file"})
final class ModelOpennessCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "FILE", description = "A declaration in the form of the Model Openness Tool (YAML).")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return errand.run(() -> {
            var openness = openness();
            errand.print(toMap(openness), lines(openness));
        });
    }

    private Openness openness() throws IOException {
        if (Files.size(file) > 4L * OpennessFile.MAX_CHARS) {
            throw new NotAnswered(file + ": longer than any declaration");
        }
        return switch (OpennessFile.read(Files.readString(file))) {
            case OpennessFile.Reading.Read(var declared) -> Openness.of(declared);
            case OpennessFile.Reading.Unreadable(var reason) -> throw new NotAnswered(file + ": " + reason);
        };
    }

    private static Map<String, Object> toMap(Openness openness) {
        var progress = new LinkedHashMap<String, Object>();
        OpennessClass.REACHABLE.forEach(
                klass -> progress.put(String.valueOf(klass.number()), openness.progress(klass)));
        var map = new LinkedHashMap<String, Object>();
        map.put("class", openness.reached().number());
        map.put("label", openness.reached().label());
        map.put("progress", progress);
        map.put("missing", openness.missingForNext().stream().map(Part::title).toList());
        map.put("notes", openness.notes());
        return map;
    }

    private static List<String> lines(Openness openness) {
        var lines = new ArrayList<String>();
        lines.add(openness.reached().label());
        for (var klass : OpennessClass.REACHABLE) {
            lines.add(String.format(Locale.ROOT, "  %-32s %5.1f %%", klass.label(), openness.progress(klass)));
        }
        if (!openness.missingForNext().isEmpty()) {
            lines.add("Missing for the next class:");
            openness.missingForNext().forEach(part -> lines.add("  " + part.title()));
        }
        openness.notes().forEach(note -> lines.add("Note: " + note));
        return lines;
    }
}
