package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.RefusalReports.Answer;
import plimsoll.hub.gateway.RefusalReports.Report;

/// What reports of wrong refusals promise.
public abstract class RefusalReportsContract {
    private static final Instant DAWN = Instant.parse("2026-11-26T06:00:00Z");

    /// The reports under test, empty.
    protected abstract RefusalReports reports();

    @Test
    void aReportIsReadBackWithItsAnswer() {
        var reports = reports();
        var report = report("a", 0);
        reports.keep(report);
        assertEquals(Optional.of(report), reports.report("a"));
        var answered = answered(report);
        reports.keep(answered);
        assertEquals(Optional.of(answered), reports.report("a"));
        assertEquals(List.of(answered), reports.of(new Namespace("bob"), 10));
        assertEquals(List.of(), reports.of(new Namespace("eve"), 10));
        assertEquals(Optional.empty(), reports.report("b"));
    }

    @Test
    void thoseThatWaitComeFirst() {
        var reports = reports();
        reports.keep(answered(report("done", 0)));
        reports.keep(report("second", 9));
        reports.keep(report("first", 5));
        assertEquals(
                List.of("first", "second", "done"),
                reports.queue(10).stream().map(Report::id).toList());
        assertEquals(1, reports.queue(1).size());
    }

    private static Report answered(Report report) {
        return new Report(
                report.id(),
                report.account(),
                report.text(),
                report.reasons(),
                report.words(),
                report.at(),
                Optional.of(new Answer(true, "grace", DAWN.plusSeconds(60))));
    }

    private static Report report(String id, int second) {
        return new Report(id, "Bob", "hash " + id, "lg3:S1", "a novel", DAWN.plusSeconds(second), Optional.empty());
    }
}
