package plimsoll.hub.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.LAB;
import static plimsoll.hub.fixtures.Story.id;
import static plimsoll.hub.fixtures.Story.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.Ending;
import plimsoll.domain.incident.Incident.Report;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.domain.incident.Submission;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.incident.Incidents.Told;
import plimsoll.hub.repositories.Catalogue;

/// What a store of incidents promises.
public abstract class IncidentsContract {
    /// The incidents under test, none at first.
    protected abstract Incidents incidents();

    /// The repositories beside them.
    protected abstract Catalogue catalogue();

    @Test
    void anIncidentIsReadBackAtEachStep() {
        var incidents = incidents();
        var reported = reported("a", 0, Optional.of("Bob"), Optional.of(id(1)));
        incidents.keep(reported);
        assertEquals(Optional.of(reported), incidents.find("a"));
        var triaged = reported.with(triage()).about(Optional.of(id(2)));
        incidents.keep(triaged);
        assertEquals(Optional.of(triaged), incidents.find("a"));
        var told = triaged.with(sent(Deadline.EU_5_DAYS, "Dear office"));
        incidents.keep(told);
        var again = told.with(sent(Deadline.GDPR_72_HOURS, ""));
        incidents.keep(again);
        assertEquals(Optional.of(again), incidents.find("a"));
        var over = again.with(new Ending(false, "Mended.", "rita", DAWN.plusSeconds(99)));
        incidents.keep(over);
        assertEquals(Optional.of(over), incidents.find("a"));
        assertEquals(Optional.empty(), incidents.find("b"));
    }

    @Test
    void theHubsOwnAreFoundByTheirCause() {
        var incidents = incidents();
        var found = Incident.of(
                "a", new Report("recall:7", Optional.empty(), "", "lab/m", Optional.empty(), "It was recalled.", DAWN));
        incidents.keep(found);
        assertEquals(Optional.of(found), incidents.ofCause("recall:7"));
        assertEquals(Optional.empty(), incidents.ofCause("recall:8"));
        assertEquals(Optional.empty(), incidents.ofCause(""));
        assertEquals(0, incidents.waiting(), "it is no stranger's");
    }

    @Test
    void openOnesComeFirstAndTheLatestBefore() {
        var incidents = incidents();
        incidents.keep(over(reported("done", 9, Optional.empty(), Optional.empty())));
        incidents.keep(reported("first", 1, Optional.of("bob"), Optional.empty()));
        incidents.keep(reported("second", 5, Optional.empty(), Optional.empty()));
        assertEquals(List.of("second", "first", "done"), ids(incidents.all(9)));
        assertEquals(List.of("second"), ids(incidents.all(1)));
        assertEquals(List.of("first", "second"), ids(incidents.open(9)));
        assertEquals(List.of("first"), ids(incidents.of(new Namespace("BOB"), 9)));
        assertEquals(1, incidents.waiting());
    }

    @Test
    void allAreReadInPagesByTheirId() {
        var incidents = incidents();
        incidents.keep(over(reported("b", 9, Optional.empty(), Optional.empty())));
        incidents.keep(reported("c", 1, Optional.of("bob"), Optional.empty()));
        incidents.keep(reported("a", 5, Optional.empty(), Optional.empty()));
        assertEquals(List.of("a", "b"), ids(incidents.after("", 2)));
        assertEquals(List.of("c"), ids(incidents.after("b", 2)));
        assertEquals(List.of(), ids(incidents.after("c", 2)));
    }

    @Test
    void theyAreFoundByWhatTheyAreAbout() {
        catalogue().add(model(1, "Lab/tide"));
        catalogue().add(model(2, "eve/other"));
        var incidents = incidents();
        incidents.keep(reported("tide", 1, Optional.empty(), Optional.of(id(1))));
        incidents.keep(reported("other", 2, Optional.empty(), Optional.of(id(2))));
        incidents.keep(reported("gone", 3, Optional.empty(), Optional.of(id(3))));
        assertEquals(List.of("tide"), ids(incidents.about(List.of(LAB, new Namespace("bob")), 9)));
        assertEquals(List.of(), ids(incidents.about(List.of(), 9)));
        assertEquals(List.of("gone"), ids(incidents.about(id(3), 9)));
    }

    @Test
    void whatWasToldOfClocksIsKeptWhileTheyRun() {
        var incidents = incidents();
        var open = reported("a", 0, Optional.empty(), Optional.empty());
        incidents.keep(open);
        incidents.keep(new Told("a", "look"), Urgency.HALFWAY);
        incidents.keep(new Told("a", "look"), Urgency.OVERDUE);
        incidents.keep(new Told("a", "eu-5-days"), Urgency.PRESSING);
        assertEquals(
                Map.of(new Told("a", "look"), Urgency.OVERDUE, new Told("a", "eu-5-days"), Urgency.PRESSING),
                incidents.told());
        incidents.keep(over(open));
        assertEquals(Map.of(), incidents.told());
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Incident::id).toList();
    }

    private static Incident over(Incident incident) {
        return incident.with(new Ending(true, "Spam.", "rita", DAWN.plusSeconds(20)));
    }

    private static Incident reported(
            String id, int second, Optional<String> reporter, Optional<RepositoryId> repository) {
        return Incident.of(
                id,
                new Report(
                        "",
                        reporter,
                        "bob@example.org",
                        "lab/tide",
                        repository,
                        "It leaked.",
                        DAWN.plusSeconds(second)));
    }

    private static Submission sent(Deadline deadline, String text) {
        return new Submission(deadline, DAWN.plusSeconds(7), Sha256.ofUtf8(text), text, "AIO-1", "rita");
    }

    private static Triage triage() {
        return new Triage(
                Severity.CRITICAL,
                new TreeSet<>(Set.of(Harm.SECURITY_BREACH, Harm.PERSONAL_DATA)),
                new TreeSet<>(Set.of(Regime.EU_AI_ACT, Regime.GDPR)),
                DAWN,
                "Weights were taken.",
                "rita",
                DAWN.plusSeconds(5));
    }
}
