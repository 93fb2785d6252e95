package plimsoll.web.pages;

import java.util.List;
import java.util.Locale;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Findings;
import plimsoll.hub.personaldata.FileScan;
import plimsoll.hub.personaldata.FileScan.Coverage;
import plimsoll.hub.personaldata.Gist;
import plimsoll.hub.personaldata.ReadScans.Known;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.PersonalDataPage;

/// Says what scans for personal data found.
final class PersonalDataWords {
    private PersonalDataWords() {}

    /// What the scan of a repository came to, in a line: never that there is none.
    static String line(Gist gist) {
        var unread = switch ((int) Math.min(gist.unread(), Integer.MAX_VALUE)) {
            case 0 -> "";
            case 1 -> "; a file was not read whole";
            default -> "; %,d files were not read whole".formatted(gist.unread());
        };
        return gist.most()
                        .map(most -> says(most).substring(0, 1).toUpperCase(Locale.ROOT)
                                + says(most).substring(1) + " some")
                        .orElse("None of the rules found anything in what was read")
                + unread;
    }

    /// A file as its publisher or another sees it.
    static PersonalDataPage.File file(Pass pass, String revision, Known known) {
        var path = known.path().text();
        return new PersonalDataPage.File(
                path,
                Revisions.url(pass, "blob", revision, path),
                known.scan().map(PersonalDataWords::coverage).orElse("Not scanned yet.")
                        + (known.stale() ? " By older rules." : ""),
                known.scan().filter(scan -> scan.unreadBytes() == 0).isPresent() ? "good" : "held",
                known.scan()
                        .filter(scan -> scan.coverage() != Coverage.UNREAD && scan.coverage() != Coverage.WEIGHTS)
                        .isPresent(),
                known.scan().map(scan -> counts(scan.findings())).orElse(List.of()));
    }

    private static String coverage(FileScan scan) {
        var rows = scan.rows() == 0 ? "" : " %s.".formatted(Figures.counted(scan.rows(), "row", "rows"));
        return switch (scan.coverage()) {
            case WHOLE -> "Read whole, as %s.".formatted(scan.format()) + rows;
            case SAMPLED -> "Sampled: %s.".formatted(scan.reason()) + rows;
            case PARTIAL -> "Read in part: %s.".formatted(scan.reason()) + rows;
            case UNREAD -> "Not scanned: %s.".formatted(scan.reason());
            case WEIGHTS -> "Weights of a model: not scanned.";
        };
    }

    /// What was found, with samples where the reader has them.
    static List<PersonalDataPage.Count> counts(Findings findings) {
        return findings.counts().stream()
                .map(count -> new PersonalDataPage.Count(
                        count.kind().title(),
                        says(count.certainty()),
                        manner(count.certainty()),
                        "%d, %d different%s"
                                .formatted(count.findings(), count.distinct(), count.more() ? " or more" : ""),
                        String.join(
                                "; ",
                                findings.samples().stream()
                                        .filter(sample -> sample.kind() == count.kind()
                                                && sample.certainty() == count.certainty())
                                        .map(sample -> sample.row() == 0
                                                ? sample.masked()
                                                : "%s in row %d".formatted(sample.masked(), sample.row()))
                                        .toList())))
                .toList();
    }

    private static String says(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> "contains";
            case PROBABLE -> "probably contains";
            case LIKELY -> "likely contains";
            case EXAMPLE -> "examples, nobody's";
        };
    }

    private static String manner(Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> "bad";
            case PROBABLE -> "held";
            case LIKELY, EXAMPLE -> "";
        };
    }
}
