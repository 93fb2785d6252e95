package plimsoll.domain.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.incident.Incident.Ending;
import plimsoll.domain.incident.Incident.Report;
import plimsoll.domain.incident.Incident.State;

final class IncidentTest {
    private static final Instant AT = Instant.parse("2026-11-26T06:00:00Z");
    private static final Incident REPORTED = Incident.of(
            "0123456789abcdef0123456789abcdef",
            new Report("", Optional.of("bob"), "", "ada/m", Optional.empty(), "Weights on a torrent.", AT));
    private static final CaseFacts FACTS = new CaseFacts(
            "https://hub.example",
            Optional.of("ada/m"),
            Optional.of("c0ffee"),
            List.of("weights: gated-download"),
            List.of("training_flop: 2.00e+25 FLOP (declared)"),
            List.of("26 November 2026: recalled"),
            3);

    @Test
    void aReportBecomesTriagedThenNotifiedThenClosed() {
        assertEquals(State.REPORTED, REPORTED.state());
        var triaged = REPORTED.with(triage(Severity.SERIOUS));
        assertEquals(State.TRIAGED, triaged.state());
        assertTrue(triaged.isSerious());
        var half = triaged.with(sent(Deadline.EU_5_DAYS));
        assertEquals(State.TRIAGED, half.state(), "another authority waits");
        assertEquals(
                List.of(Deadline.GDPR_72_HOURS),
                half.unsent().stream().map(Clock::deadline).toList());
        var all = half.with(sent(Deadline.GDPR_72_HOURS));
        assertEquals(State.NOTIFIED, all.state());
        var closed = all.with(new Ending(false, "Mended.", "rita", AT));
        assertEquals(State.CLOSED, closed.state());
        assertFalse(closed.isOpen() || closed.isSerious());
        assertEquals(
                State.DISMISSED,
                REPORTED.with(new Ending(true, "Spam.", "rita", AT)).state());
    }

    @Test
    void whatIsMinorStartsNoClockAndIsNotNotified() {
        var minor = REPORTED.with(triage(Severity.MINOR));
        assertEquals(State.TRIAGED, minor.state());
        assertEquals(List.of(), minor.clocks());
        assertFalse(minor.isSerious());
    }

    @Test
    void aTriageThatIsMadeAgainStartsClocksThatStandBesideWhatWasSent() {
        var notified = REPORTED.with(triage(Severity.SERIOUS))
                .with(sent(Deadline.EU_5_DAYS))
                .with(sent(Deadline.GDPR_72_HOURS));
        var worse = notified.with(new Triage(
                Severity.SERIOUS,
                new TreeSet<>(Set.of(Harm.SECURITY_BREACH, Harm.PERSONAL_DATA, Harm.DEATH)),
                new TreeSet<>(Set.of(Regime.EU_AI_ACT, Regime.GDPR)),
                AT,
                "Worse.",
                "rita",
                AT));
        assertEquals(State.TRIAGED, worse.state());
        assertEquals(
                List.of(Deadline.EU_10_DAYS),
                worse.unsent().stream().map(Clock::deadline).toList());
    }

    @Test
    void draftsAreFilledFromFactsAndTheirGapsAreMarked() {
        var incident = REPORTED.with(triage(Severity.SERIOUS));
        for (var clock : incident.clocks()) {
            var text = Draft.notice(incident, incident.triage().orElseThrow(), clock, FACTS, AT);
            assertTrue(text.contains(clock.deadline().recipient()), text);
            assertTrue(text.contains("Weights were taken."), text);
            assertTrue(text.contains("https://hub.example/ada/m"), text);
            assertTrue(text.contains("Revision: c0ffee"), text);
            assertTrue(text.contains("26 November 2026: recalled"), text);
            assertTrue(text.contains("Known since: 26 November 2026, 06:00 UTC"), text);
            assertTrue(Draft.gaps(text) >= 3, text);
            assertFalse(text.contains(incident.id()), "whoever reads the notice may not look like its reporter");
            assertEquals(text, Draft.notice(incident, incident.triage().orElseThrow(), clock, FACTS, AT));
        }
        assertEquals(0, Draft.gaps("All is said."));
    }

    @Test
    void theClosingReportSaysWhoWasToldAndWhoTooLate() {
        var incident = REPORTED.with(triage(Severity.SERIOUS)).with(sent(Deadline.EU_5_DAYS));
        var text = Draft.closing(incident, incident.triage().orElseThrow(), FACTS, AT);
        assertTrue(text.contains("European AI Office: told 7 December 2026, 06:00 UTC"), text);
        assertTrue(text.contains("(too late)"), text);
        assertTrue(text.contains("Supervisory authority for data protection: not told"), text);
    }

    @Test
    void aSubmissionHasTheHashOfItsText() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Submission(Deadline.EU_5_DAYS, AT, Sha256.ofUtf8("other"), "text", "", "rita"));
        var only = new Submission(Deadline.EU_5_DAYS, AT, Sha256.ofUtf8("kept elsewhere"), "", "", "rita");
        assertEquals("", only.text());
    }

    private static Submission sent(Deadline deadline) {
        return new Submission(
                deadline, AT.plusSeconds(11 * 86_400), Sha256.ofUtf8("Dear office"), "Dear office", "AIO-1", "rita");
    }

    private static Triage triage(Severity severity) {
        return new Triage(
                severity,
                new TreeSet<>(Set.of(Harm.SECURITY_BREACH, Harm.PERSONAL_DATA)),
                new TreeSet<>(Set.of(Regime.EU_AI_ACT, Regime.GDPR)),
                AT,
                "Weights were taken.",
                "rita",
                AT);
    }
}
