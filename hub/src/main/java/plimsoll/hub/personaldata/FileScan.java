package plimsoll.hub.personaldata;

import java.util.ArrayList;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Findings;
import plimsoll.domain.personaldata.Kind;

/// What the scan of one file found, and how much of the file it read.
///
/// @param coverage how much was read
/// @param format what it was read as: `text`, `json`, `csv`, `parquet`, each with `gzip ` before it where it was packed
/// @param reason why not all of it was read, in one clause; empty when all of it was
/// @param rows rows or lines that were read
/// @param readBytes bytes that were read, unpacked
/// @param sizeBytes how large the file is
/// @param findings what was found
public record FileScan(
        Coverage coverage, String format, String reason, long rows, long readBytes, long sizeBytes, Findings findings) {
    private static final String FIELD = "\t";

    /// How much of a file was read. Only the first says that nothing else is there.
    public enum Coverage {
        /// All of it.
        WHOLE,
        /// Pieces of it, evenly spread, because it is large.
        SAMPLED,
        /// A part, before something went wrong.
        PARTIAL,
        /// Nothing.
        UNREAD,
        /// Nothing, and weights of a model hold no text that rules know.
        WEIGHTS
    }

    /// Of a file with nothing in it.
    public static final FileScan EMPTY = new FileScan(Coverage.WHOLE, "empty", "", 0, 0, 0, Findings.NONE);

    /// Of one that was not read.
    static FileScan unread(Coverage coverage, String format, String reason, long size) {
        return new FileScan(coverage, format, reason, 0, 0, size, Findings.NONE);
    }

    /// Bytes of the file that nobody looked at, at least; 0 when it was read whole.
    public long unreadBytes() {
        return switch (coverage) {
            case WHOLE, WEIGHTS -> 0;
            case UNREAD -> sizeBytes;
            case SAMPLED, PARTIAL -> Math.max(1, sizeBytes - readBytes);
        };
    }

    /// The same without samples, for those who do not own the file.
    FileScan withoutSamples() {
        var counts = new Findings(findings.counts(), java.util.List.of());
        return new FileScan(coverage, format, reason, rows, readBytes, sizeBytes, counts);
    }

    /// The lines it is kept as.
    public String text() {
        var text = new StringBuilder();
        line(text, coverage.name(), format, reason, "" + rows, "" + readBytes, "" + sizeBytes);
        for (var count : findings.counts()) {
            line(
                    text,
                    "count",
                    count.kind().word(),
                    count.certainty().name(),
                    "" + count.findings(),
                    "" + count.distinct(),
                    "" + count.more());
        }
        for (var sample : findings.samples()) {
            line(text, "sample", sample.kind().word(), sample.certainty().name(), sample.masked(), "" + sample.row());
        }
        return text.toString();
    }

    /// Reads what `text` wrote. Kinds that are known no more are left out.
    public static FileScan read(String text) {
        var lines = text.split("\n", -1);
        var first = lines[0].split(FIELD, -1);
        var counts = new ArrayList<Findings.Count>();
        var samples = new ArrayList<Findings.Sample>();
        for (var line : lines) {
            var fields = line.split(FIELD, -1);
            var kind = fields.length > 1 ? Kind.named(fields[1]) : java.util.Optional.<Kind>empty();
            if (kind.isPresent() && fields[0].equals("count")) {
                counts.add(new Findings.Count(
                        kind.get(),
                        Certainty.valueOf(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[4]),
                        Boolean.parseBoolean(fields[5])));
            } else if (kind.isPresent() && fields[0].equals("sample")) {
                samples.add(new Findings.Sample(
                        kind.get(), Certainty.valueOf(fields[2]), fields[3], Long.parseLong(fields[4])));
            }
        }
        return new FileScan(
                Coverage.valueOf(first[0]),
                first[1],
                first[2],
                Long.parseLong(first[3]),
                Long.parseLong(first[4]),
                Long.parseLong(first[5]),
                new Findings(counts, samples));
    }

    private static void line(StringBuilder text, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : FIELD).append(fields[i].replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD"));
        }
        text.append('\n');
    }
}
