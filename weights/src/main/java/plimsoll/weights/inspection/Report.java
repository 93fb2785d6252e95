package plimsoll.weights.inspection;

import java.util.List;
import java.util.Optional;
import plimsoll.weights.findings.Finding;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.pickle.PickleImport;

/// What an inspection says of a file.
///
/// @param verdict the worst of what was found
/// @param format what the file was taken for: `pickle`, `zip`, `safetensors`, `gguf`, `text`, ...
/// @param findings what was found, in the order of the file; at most some hundred
/// @param reason the first of the worst findings; empty for a safe file
/// @param imports the names that its pickles import, each once; at most some hundred
public record Report(
        Verdict verdict, String format, List<Finding> findings, Optional<Finding> reason, List<PickleImport> imports) {
    public Report {
        findings = List.copyOf(findings);
        imports = List.copyOf(imports);
    }

    static Report of(String format, Findings findings, List<PickleImport> imports) {
        return new Report(findings.verdict(), format, findings.all(), findings.reason(), imports);
    }
}
