package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.inspection.InspectFile;
import plimsoll.weights.inspection.Report;
import plimsoll.weights.pickle.PickleImport;

/// `plimsoll model scan`: whether files are safe to load.
@Command(
        name = "scan",
        description = "Tell whether files run code when they are loaded, or attack whoever reads them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:all are safe or merely suspicious",
            "1:reading failed",
            "2:wrong use",
            "4:one is dangerous, or could not be read to its end",
            "5:no such file"
        })
final class ModelScanCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of any kind, or folders of them.")
    private List<Path> files = List.of();

    private record Scanned(Path file, Report report) {}

    @Override
    public Integer call() {
        var worst = new Verdict[] {Verdict.SAFE};
        int done = errand.run(() -> {
            var scanned = scan();
            for (var one : scanned) {
                worst[0] = worst[0].or(one.report().verdict());
            }
            errand.print(
                    Map.of(
                            "verdict",
                            word(worst[0]),
                            "files",
                            scanned.stream().map(ModelScanCommand::toMap).toList()),
                    scanned.stream().flatMap(one -> lines(one).stream()).toList());
        });
        return done != ExitCode.OK || worst[0].mayBeReleased() ? done : ExitCode.NOT_ALLOWED;
    }

    private List<Scanned> scan() throws IOException {
        var scanned = new ArrayList<Scanned>();
        for (var path : files) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            try (var all = Files.walk(path)) {
                for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                    try (var channel = Files.newByteChannel(file)) {
                        scanned.add(new Scanned(file, InspectFile.inspect(file.toString(), channel)));
                    }
                }
            }
        }
        return scanned;
    }

    private static Map<String, Object> toMap(Scanned scanned) {
        var report = scanned.report();
        return Map.of(
                "file", scanned.file().toString(),
                "verdict", word(report.verdict()),
                "format", report.format(),
                "findings",
                        report.findings().stream().map(ModelScanCommand::toMap).toList(),
                "imports",
                        report.imports().stream().map(ModelScanCommand::toMap).toList());
    }

    private static Map<String, Object> toMap(Finding finding) {
        return Map.of(
                "verdict", word(finding.verdict()),
                "code", finding.code(),
                "reason", finding.reason(),
                "member", finding.member(),
                "offset", finding.offset());
    }

    private static Map<String, Object> toMap(PickleImport name) {
        return Map.of("module", name.module(), "name", name.name(), "listed", name.isListed(), "offset", name.offset());
    }

    private static List<String> lines(Scanned scanned) {
        var report = scanned.report();
        var lines = new ArrayList<String>();
        lines.add("%s: %s (%s)".formatted(scanned.file(), word(report.verdict()), report.format()));
        for (var finding : report.findings()) {
            lines.add("  %s: %s".formatted(word(finding.verdict()), finding));
        }
        return lines;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
