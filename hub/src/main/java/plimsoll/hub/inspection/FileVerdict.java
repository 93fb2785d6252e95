package plimsoll.hub.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.inspection.Report;
import plimsoll.weights.pickle.PickleImport;

/// What an inspection said of one file, as it is kept.
///
/// @param verdict how bad it is
/// @param format what it was taken for: `pickle`, `zip`, `safetensors`, `text`, ...
/// @param findings what was found, the first of the worst before all others; at most some twenty
/// @param imports the names that its pickles import; at most some fifty
public record FileVerdict(Verdict verdict, String format, List<Finding> findings, List<PickleImport> imports) {
    private static final int MOST_FINDINGS = 20;
    private static final int MOST_IMPORTS = 50;
    private static final String FIELD = "\t";

    public FileVerdict {
        findings = List.copyOf(findings);
        imports = List.copyOf(imports);
    }

    /// Of a file with nothing in it.
    public static final FileVerdict EMPTY = new FileVerdict(Verdict.SAFE, "empty", List.of(), List.of());

    /// What is kept of a report.
    public static FileVerdict of(Report report) {
        var findings = new ArrayList<Finding>();
        report.reason().ifPresent(findings::add);
        report.findings().stream()
                .filter(finding -> !findings.contains(finding))
                .limit(MOST_FINDINGS - findings.size())
                .forEach(findings::add);
        var imports = report.imports().stream().limit(MOST_IMPORTS).toList();
        return new FileVerdict(report.verdict(), report.format(), findings, imports);
    }

    /// Of a file that could not be inspected to its end.
    public static FileVerdict unfinished(String code, String reason) {
        var finding = new Finding(Verdict.UNFINISHED, code, reason, "", 0);
        return new FileVerdict(Verdict.UNFINISHED, "unknown", List.of(finding), List.of());
    }

    /// This one, with something else that was found besides.
    public FileVerdict and(Finding finding) {
        boolean worse = finding.verdict().compareTo(verdict) > 0;
        var all = new ArrayList<>(findings);
        all.add(worse ? 0 : all.size(), finding);
        return new FileVerdict(verdict.or(finding.verdict()), format, all, imports);
    }

    /// The reason for the verdict; empty for a safe file.
    public Optional<Finding> reason() {
        return findings.stream().filter(finding -> finding.verdict() == verdict).findFirst();
    }

    /// The lines it is kept as.
    public String text() {
        var text = new StringBuilder(format).append('\n');
        for (var finding : findings) {
            line(
                    text,
                    "found",
                    finding.verdict().name(),
                    finding.code(),
                    String.valueOf(finding.offset()),
                    finding.member(),
                    finding.reason());
        }
        for (var name : imports) {
            line(
                    text,
                    "imports",
                    name.module(),
                    name.name(),
                    String.valueOf(name.isListed()),
                    String.valueOf(name.offset()));
        }
        return text.toString();
    }

    /// Reads what `text` wrote.
    public static FileVerdict read(String verdict, String text) {
        var findings = new ArrayList<Finding>();
        var imports = new ArrayList<PickleImport>();
        var lines = text.split("\n", -1);
        for (var line : lines) {
            var fields = line.split(FIELD, -1);
            switch (fields[0]) {
                case "found" ->
                    findings.add(new Finding(
                            Verdict.valueOf(fields[1]), fields[2], fields[5], fields[4], Long.parseLong(fields[3])));
                case "imports" ->
                    imports.add(new PickleImport(
                            fields[1], fields[2], Boolean.parseBoolean(fields[3]), Long.parseLong(fields[4])));
                default -> {} // the format, on the first line
            }
        }
        return new FileVerdict(Verdict.valueOf(verdict), lines[0], findings, imports);
    }

    // What a file says of itself may hold anything; neither database takes a zero.
    private static void line(StringBuilder text, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : FIELD).append(fields[i].replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD"));
        }
        text.append('\n');
    }
}
