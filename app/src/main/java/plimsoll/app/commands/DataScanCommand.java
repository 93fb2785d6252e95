package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plimsoll.domain.personaldata.Findings;
import plimsoll.hub.personaldata.FileScan;
import plimsoll.hub.personaldata.ScanFile;
import plimsoll.hub.personaldata.ScanLimits;

/// `plimsoll data scan`: what personal data is in files, as a hub would tell their publisher.
@Command(
        name = "scan",
        description = "Tell what personal data is in files: e-mail addresses, telephone numbers, cards, bank accounts, "
                + "identity numbers, and likely names. Values are shown masked.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done, whatever was found", "1:reading failed", "2:wrong use", "5:no such file"})
final class DataScanCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Text, Markdown, JSON, JSONL, CSV, TSV, Parquet, or gzip of the former; or folders of them.")
    private List<Path> files = List.of();

    private record Scanned(Path file, FileScan scan) {}

    @Override
    public Integer call() {
        return errand.run(() -> {
            var scanner = new ScanFile(ScanLimits.USUAL, InstantSource.system(), new SecureRandom());
            var scanned = scan(scanner);
            var lines = new ArrayList<String>();
            scanned.forEach(one -> lines.addAll(lines(one)));
            lines.add(CLAIM);
            errand.print(
                    Map.of(
                            "rules",
                            scanner.version(),
                            "claim",
                            CLAIM,
                            "files",
                            scanned.stream().map(DataScanCommand::toMap).toList()),
                    lines);
        });
    }

    private static final String CLAIM =
            "None of the rules found anything else in what was read. That says nothing of pictures, sound, other scripts, "
                    + "or what was not read.";

    private List<Scanned> scan(ScanFile scanner) throws IOException {
        var scanned = new ArrayList<Scanned>();
        for (var path : files) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            try (var all = Files.walk(path)) {
                for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                    try (var channel = Files.newByteChannel(file)) {
                        var name = String.valueOf(file.getFileName());
                        scanned.add(new Scanned(file, scanner.scan(name, channel)));
                    }
                }
            }
        }
        return scanned;
    }

    private static Map<String, Object> toMap(Scanned scanned) {
        var scan = scanned.scan();
        return Map.of(
                "file", scanned.file().toString(),
                "coverage", word(scan.coverage()),
                "format", scan.format(),
                "reason", scan.reason(),
                "rows", scan.rows(),
                "read_bytes", scan.readBytes(),
                "size_bytes", scan.sizeBytes(),
                "counts",
                        scan.findings().counts().stream()
                                .map(DataScanCommand::toMap)
                                .toList(),
                "samples",
                        scan.findings().samples().stream()
                                .map(DataScanCommand::toMap)
                                .toList());
    }

    private static Map<String, Object> toMap(Findings.Count count) {
        return Map.of(
                "kind", count.kind().word(),
                "certainty", count.certainty().word(),
                "findings", count.findings(),
                "distinct", count.distinct(),
                "more", count.more());
    }

    private static Map<String, Object> toMap(Findings.Sample sample) {
        return Map.of(
                "kind", sample.kind().word(),
                "certainty", sample.certainty().word(),
                "masked", sample.masked(),
                "row", sample.row());
    }

    private static List<String> lines(Scanned scanned) {
        var scan = scanned.scan();
        var lines = new ArrayList<String>();
        lines.add("%s: %s%s, %s"
                .formatted(
                        scanned.file(),
                        scan.format(),
                        scan.rows() == 0 ? "" : ", %d rows".formatted(scan.rows()),
                        scan.reason().isEmpty() ? "read whole" : word(scan.coverage()) + ": " + scan.reason()));
        for (var count : scan.findings().counts()) {
            var samples = scan.findings().samples().stream()
                    .filter(sample -> sample.kind() == count.kind() && sample.certainty() == count.certainty())
                    .map(sample -> sample.row() == 0 ? sample.masked() : sample.masked() + " in row " + sample.row())
                    .toList();
            lines.add("  %-8s %-26s %8d, %d different%s   %s"
                    .formatted(
                            count.certainty().word(),
                            count.kind().title(),
                            count.findings(),
                            count.distinct(),
                            count.more() ? " or more" : "",
                            String.join("; ", samples)));
        }
        return lines;
    }

    private static String word(FileScan.Coverage coverage) {
        return switch (coverage) {
            case WHOLE -> "read whole";
            case SAMPLED -> "sampled";
            case PARTIAL -> "read in part";
            case UNREAD -> "not scanned";
            case WEIGHTS -> "weights, not scanned";
        };
    }
}
