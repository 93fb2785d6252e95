package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plimsoll.backends.cel.CelConditions;
import plimsoll.hub.line.BadRule;
import plimsoll.hub.line.PackExamples;
import plimsoll.hub.line.PackExamples.Result;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ShippedPacks;

/// `plimsoll line test`: runs the examples kept beside a pack.
@Command(
        name = "test",
        description = {
            "Run the examples kept beside a pack of rules.",
            "",
            "Beside house.yaml they are in house.examples.yaml: made-up facts, and the line that is to come out."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:all come out",
            "1:reading failed",
            "2:wrong use, or a pack or examples that cannot be read",
            "5:no such pack, or no examples beside it",
            "6:one or more come out otherwise"
        })
final class LineTestCommand implements Callable<Integer> {
    private static final String EXAMPLES = ".examples.yaml";

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "PACK", description = "A file, or a pack that is shipped: default, eu-ai-act, ...")
    private String pack = "";

    private int wrong;

    @Override
    public Integer call() {
        int code = errand.run(this::run);
        return code == ExitCode.OK && wrong > 0 ? ExitCode.CONFLICT : code;
    }

    private void run() throws IOException {
        try {
            var read = new PackText(new CelConditions()).read(text());
            var results = PackExamples.run(read, examples());
            wrong = (int)
                    results.stream().filter(result -> !result.wrong().isEmpty()).count();
            errand.print(toMap(results), lines(results));
        } catch (BadRule bad) {
            throw new NotAnswered("%s: %s".formatted(pack, bad.getMessage()));
        }
    }

    private String text() throws IOException {
        var shipped = ShippedPacks.text(pack);
        return shipped.isPresent() ? shipped.get() : read(Path.of(pack));
    }

    private String examples() throws IOException {
        var shipped = ShippedPacks.examples(pack);
        return shipped.isPresent() ? shipped.get() : read(Path.of(pack.replaceFirst("(\\.ya?ml)?$", "") + EXAMPLES));
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > 4L * PackText.MAX_CHARACTERS) {
            throw new NotAnswered(file + ": longer than any pack");
        }
        return Files.readString(file);
    }

    private Map<String, Object> toMap(List<Result> results) {
        return Map.of("pack", pack, "examples", results, "wrong", wrong);
    }

    private List<String> lines(List<Result> results) {
        var lines = new ArrayList<String>();
        for (var result : results) {
            lines.add("%s  %s".formatted(result.wrong().isEmpty() ? "ok   " : "WRONG", result.name()));
            result.wrong().forEach(why -> lines.add("       " + why));
        }
        lines.add("%d of %d examples of %s come out".formatted(results.size() - wrong, results.size(), pack));
        return lines;
    }
}
