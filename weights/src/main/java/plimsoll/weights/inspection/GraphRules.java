package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;

/// Graphs of TensorFlow and Keras in containers that are searched and not parsed: the names of what they do stand in
/// them in plain letters.
final class GraphRules {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int OVERLAP_BYTES = 256;

    private static final Pattern LAMBDA = Pattern.compile("\"class_name\"\\s{0,8}:\\s{0,8}\"Lambda\"");
    private static final Map<Pattern, Verdict> OPERATIONS = Map.of(
            // A name of an operation stands after its length, which is no letter.
            Pattern.compile(
                    "(?<![A-Za-z])(ReadFile|WriteFile|PyFunc|PyFuncStateless|EagerPyFunc|LoadLibrary)(?![A-Za-z])"),
            DANGEROUS,
            Pattern.compile("\"class_name\"\\s{0,8}:\\s{0,8}\"Lambda\""),
            SUSPICIOUS);

    private GraphRules() {}

    static void inspectHdf5(Content content, Findings findings) throws IOException {
        search(content, Map.of(LAMBDA, DANGEROUS), "keras-lambda", findings);
        findings.add(SUSPICIOUS, "hdf5", 0, "an HDF5 file: it was searched for code, and not read in full");
    }

    static void inspectGraph(Content content, Findings findings) throws IOException {
        search(content, OPERATIONS, "graph-operation", findings);
    }

    /// Looks for patterns of at most 256 characters, and tells the first of each.
    private static void search(Content content, Map<Pattern, Verdict> wanted, String code, Findings findings)
            throws IOException {
        var window = new byte[WINDOW_BYTES + OVERLAP_BYTES];
        try (var in = content.open()) {
            long offset = 0;
            int kept = 0;
            for (int read = in.readNBytes(window, 0, WINDOW_BYTES); read > 0; ) {
                var text = new String(window, 0, kept + read, StandardCharsets.ISO_8859_1);
                boolean found = false;
                for (var pattern : wanted.entrySet()) {
                    var match = pattern.getKey().matcher(text);
                    if (match.find()) {
                        findings.add(pattern.getValue(), code, offset + match.start(), "runs code: " + match.group());
                        found = true;
                    }
                }
                if (found) {
                    return;
                }
                int all = kept + read;
                kept = Math.min(OVERLAP_BYTES, all);
                System.arraycopy(window, all - kept, window, 0, kept);
                offset += all - kept;
                read = in.readNBytes(window, kept, WINDOW_BYTES);
            }
        }
    }
}
