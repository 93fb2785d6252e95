package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.pickle.PickleImport;
import plimsoll.weights.pickle.ScanPickle;
import plimsoll.weights.reading.ForwardBytes;

/// An array in numpy's own format (numpy, `lib/format.py`): a header written as a Python literal, which is matched and
/// not evaluated, and then numbers; or, for an array of objects, a pickle.
final class NumpyFile {
    private static final String MAGIC = "\u0093NUMPY";

    /// Numpy itself refuses longer ones.
    private static final int MOST_HEADER_BYTES = 10_000;

    private static final Pattern HEADER =
            Pattern.compile("\\{ *'descr': *(?<type>'[^']*'|\\[[^{}]*\\]), *'fortran_order': *(True|False),"
                    + " *'shape': *(?<shape>\\([0-9, ]*\\)),? *} *\\n?");
    private static final Pattern OBJECTS = Pattern.compile("'[|<>=]?O[0-9]*'");
    private static final Pattern NUMBERS = Pattern.compile("'[|<>=]?[biufcmMVSU][0-9]*(\\[[a-z0-9]*])?'");

    private NumpyFile() {}

    static void inspect(Content content, Findings findings, Consumer<PickleImport> imports) throws IOException {
        try (var in = content.open()) {
            var bytes = new ForwardBytes(in);
            var magic = new String(bytes.bytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
            long major = bytes.number(1);
            bytes.skip(1);
            if (!magic.equals(MAGIC) || major < 1 || major > 3) {
                findings.add(UNFINISHED, "numpy-version", 6, "no array of a version that is known");
                return;
            }
            long length = bytes.number(major == 1 ? 2 : 4);
            if (length > MOST_HEADER_BYTES) {
                findings.add(DANGEROUS, "numpy-header", 8, "a header of %d bytes".formatted(length));
                return;
            }
            var header = new String(bytes.bytes((int) length), StandardCharsets.UTF_8);
            var match = HEADER.matcher(header);
            if (!match.matches()) {
                findings.add(DANGEROUS, "numpy-header", 10, "a header that no writer makes");
            } else if (OBJECTS.matcher(match.group("type")).find()) {
                findings.add(SUSPICIOUS, "numpy-objects", 10, "an array of objects, which is a pickle");
                pickle(content, bytes.position(), findings, imports);
            } else if (match.group("type").startsWith("'")
                    && !NUMBERS.matcher(match.group("type")).matches()) {
                findings.add(SUSPICIOUS, "numpy-type", 10, "elements of a type that is not known");
            }
        }
    }

    private static void pickle(Content content, long from, Findings findings, Consumer<PickleImport> imports)
            throws IOException {
        try (var in = content.open()) {
            in.skipNBytes(from);
            var _ = ScanPickle.scan(in, false, findings, imports);
        }
    }
}
