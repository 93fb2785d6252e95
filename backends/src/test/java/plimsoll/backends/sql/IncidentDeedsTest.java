package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.LAB;
import static plimsoll.hub.fixtures.Story.STRANGER;
import static plimsoll.hub.fixtures.Story.ada;
import static plimsoll.hub.fixtures.Story.bob;
import static plimsoll.hub.fixtures.Story.grace;
import static plimsoll.hub.fixtures.Story.model;
import static plimsoll.hub.fixtures.Story.repository;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.State;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.incident.HandleIncident;
import plimsoll.hub.incident.HandleIncident.Finding;
import plimsoll.hub.incident.HandleIncident.Sent;
import plimsoll.hub.incident.NoticeIncidents;
import plimsoll.hub.incident.ReadIncidents;
import plimsoll.hub.incident.ReadIncidents.Sight;
import plimsoll.hub.incident.RemindOfIncidents;
import plimsoll.hub.incident.ReportIncident;
import plimsoll.hub.incident.ReportIncident.Said;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.repositories.EnterRepository;

/// Incidents from report to end: who may do what, who is told what when, and what is on record.
final class IncidentDeedsTest {
    private static final Known RITA = new Known(new Namespace("rita"), SiteRole.ADMIN, Map.of(), Scope.WRITE);
    private static final Known NORA =
            new Known(new Namespace("nora"), SiteRole.ADMIN, Map.of(LAB, OrganisationRole.WRITE), Scope.WRITE);

    private final StoppedClock clock = new StoppedClock();
    private final Repository tide = model(1, "lab/tide");
    private final Repository secret = repository(2, RepoKind.MODEL, "lab/secret", Visibility.PRIVATE);
    private Database database;
    private SqlJournal journal;
    private SqlNotices notices;
    private SqlReleases releases;
    private SqlIncidents incidents;
    private ReportIncident report;
    private ReadIncidents read;
    private HandleIncident handle;
    private RemindOfIncidents remind;
    private NoticeIncidents notice;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Databases.sqlite(folder);
        var catalogue = new SqlCatalogue(database, clock);
        catalogue.add(tide);
        catalogue.add(secret);
        journal = new SqlJournal(database, clock);
        notices = new SqlNotices(database);
        releases = new SqlReleases(database);
        incidents = new SqlIncidents(database);
        var door = new EnterRepository(catalogue, releases, clock);
        Supplier<List<Namespace>> admins = () -> List.of(RITA.name());
        Supplier<List<Namespace>> staff = () -> List.of(RITA.name(), grace().name());
        report =
                new ReportIncident(incidents, catalogue, door, notices, staff, database, journal, clock, new Random(7));
        read = new ReadIncidents(incidents, catalogue);
        var stages = new FollowStages(releases, catalogue, database, journal, clock);
        handle = new HandleIncident(incidents, read, catalogue, stages, notices, database, journal, clock);
        remind = new RemindOfIncidents(incidents, catalogue, notices, admins, staff, database, journal, clock);
        notice = new NoticeIncidents(report, catalogue, journal);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aStrangersReportIsSeenByEachAsFarAsTheyMay() {
        var incident = taken(STRANGER, "lab/tide");
        assertEquals(Sight.REPORTER, sight(STRANGER, incident));
        assertEquals(Sight.REPORTER, sight(bob(), incident));
        assertEquals(Sight.PUBLISHER, sight(ada(), incident));
        assertEquals(Sight.WATCHER, sight(grace(), incident));
        assertEquals(Sight.STAFF, sight(RITA, incident));
        assertEquals(List.of(), read.list(bob(), 9));
        assertEquals(1, read.list(ada(), 9).size());
        assertEquals(1, read.list(grace(), 9).size());
        assertEquals(1, told("lab") + told("bob"));
        assertEquals(1, told("rita"));
        assertEquals(1, told("grace"));
        var deed = journal.read(0, 9).getLast().deed();
        assertEquals(Deed.Kind.INCIDENT_REPORTED, deed.kind());
        assertEquals("anonymous", deed.actor());
        assertFalse(deed.details().containsValue(incident.id()), "the journal must not open the reporter's page");
    }

    @Test
    void aReportTellsNobodyWhatExists() {
        var incident = taken(bob(), "lab/secret");
        assertEquals(Optional.empty(), incident.report().repository());
        assertEquals(0, told("lab"));
        assertEquals(Optional.empty(), taken(bob(), "lab/nothing").report().repository());
        assertEquals(
                Optional.of(secret.id()), taken(ada(), "lab/secret").report().repository());
    }

    @Test
    void strangersReportOnlySoOften() {
        for (int i = 0; i < 5; i++) {
            taken(STRANGER, "");
        }
        assertInstanceOf(ReportIncident.Outcome.TooOften.class, said(STRANGER, "", "It leaked."));
        taken(bob(), "");
        clock.pass(Duration.ofHours(1));
        taken(STRANGER, "");
        assertInstanceOf(ReportIncident.Outcome.Unfit.class, said(bob(), "", " "));
        assertInstanceOf(ReportIncident.Outcome.Unfit.class, said(bob(), "", "x".repeat(Incident.MOST_CHARACTERS + 1)));
        assertInstanceOf(ReportIncident.Outcome.Unfit.class, said(bob(), "x".repeat(300), "x"));
    }

    @Test
    void thoseWhoRunTheHubDecideAndThePublisherTells() {
        var id = taken(bob(), "lab/tide").id();
        assertInstanceOf(HandleIncident.Outcome.NotAllowed.class, handle.triage(bob(), id, finding(Severity.SERIOUS)));
        assertInstanceOf(HandleIncident.Outcome.NotAllowed.class, handle.triage(ada(), id, finding(Severity.SERIOUS)));
        assertInstanceOf(
                HandleIncident.Outcome.NotAllowed.class, handle.triage(grace(), id, finding(Severity.SERIOUS)));
        assertInstanceOf(HandleIncident.Outcome.Unfit.class, handle.close(RITA, id, "Over."), "nobody has looked");
        var triaged = done(handle.triage(RITA, id, finding(Severity.SERIOUS)));
        assertEquals(
                List.of(Deadline.RAISE_72_HOURS, Deadline.EU_5_DAYS, Deadline.SB53_15_DAYS),
                triaged.unsent().stream().map(each -> each.deadline()).toList());
        assertTrue(releases.of(tide).incidentOpen(), "stages wait");
        assertInstanceOf(HandleIncident.Outcome.Unfit.class, handle.close(RITA, id, "Over."), "nobody was told");
        assertInstanceOf(
                HandleIncident.Outcome.NotAllowed.class, handle.sent(bob(), id, sent(Deadline.EU_5_DAYS, "Dear")));
        assertInstanceOf(
                HandleIncident.Outcome.Unfit.class,
                handle.sent(ada(), id, sent(Deadline.EU_5_DAYS, "When: [TO FILL IN: a day]")));
        assertInstanceOf(HandleIncident.Outcome.Unfit.class, handle.sent(ada(), id, sent(Deadline.EU_10_DAYS, "Dear")));
        done(handle.sent(ada(), id, sent(Deadline.EU_5_DAYS, "Dear")));
        done(handle.sent(RITA, id, sent(Deadline.RAISE_72_HOURS, "Dear")));
        var hash =
                new Sent(Deadline.SB53_15_DAYS, "", Optional.of(Sha256.ofUtf8("elsewhere")), "OES-3", Optional.empty());
        assertEquals(State.NOTIFIED, done(handle.sent(RITA, id, hash)).state());
        assertEquals(State.CLOSED, done(handle.close(RITA, id, "Mended.")).state());
        assertFalse(releases.of(tide).incidentOpen());
        assertInstanceOf(HandleIncident.Outcome.Unfit.class, handle.dismiss(RITA, id, "No."), "it is over");
        assertEquals(
                List.of(
                        Deed.Kind.INCIDENT_REPORTED,
                        Deed.Kind.INCIDENT_TRIAGED,
                        Deed.Kind.INCIDENT_CHANGED,
                        Deed.Kind.INCIDENT_NOTIFIED,
                        Deed.Kind.INCIDENT_NOTIFIED,
                        Deed.Kind.INCIDENT_NOTIFIED,
                        Deed.Kind.INCIDENT_ENDED,
                        Deed.Kind.INCIDENT_CHANGED),
                kinds());
    }

    @Test
    void nobodyGainsTimeByTriageNorDismissesTheirOwnCase() {
        var id = taken(bob(), "lab/tide").id();
        clock.pass(Duration.ofDays(2));
        var late = new Finding(
                Severity.SERIOUS,
                Set.of(Harm.DEATH),
                Triage.everywhere(),
                Optional.of(clock.instant()),
                "Known only now.",
                "lab/tide");
        assertInstanceOf(HandleIncident.Outcome.Unfit.class, handle.triage(RITA, id, late));
        var reported = incidents.find(id).orElseThrow().report().at();
        var triaged = done(handle.triage(RITA, id, finding(Severity.SERIOUS)));
        assertEquals(reported, triaged.triage().orElseThrow().awareAt());
        assertInstanceOf(HandleIncident.Outcome.NotAllowed.class, handle.dismiss(NORA, id, "Nothing happened."));
        assertEquals(State.DISMISSED, done(handle.dismiss(RITA, id, "A hoax.")).state());
        assertTrue(notices.of(new Namespace("bob"), 9).getFirst().text().contains("no incident"));
    }

    @Test
    void clocksRemindAndEscalateOnceEach() {
        var id = taken(bob(), "lab/tide").id();
        done(handle.triage(RITA, id, finding(Severity.SERIOUS, Set.of(Regime.NY_RAISE))));
        int rita = told("rita");
        int lab = told("lab");
        int grace = told("grace");
        remind.turn();
        assertEquals(rita, told("rita"));
        clock.pass(Duration.ofHours(36));
        remind.turn();
        remind.turn();
        assertEquals(List.of(rita + 1, lab, grace), List.of(told("rita"), told("lab"), told("grace")));
        clock.pass(Duration.ofHours(18));
        remind.turn();
        remind.turn();
        assertEquals(List.of(rita + 2, lab + 1, grace), List.of(told("rita"), told("lab"), told("grace")));
        clock.pass(Duration.ofDays(30)); // the hub did not run meanwhile
        remind.turn();
        remind.turn();
        assertEquals(List.of(rita + 3, lab + 2, grace + 1), List.of(told("rita"), told("lab"), told("grace")));
        assertEquals(
                1, kinds().stream().filter(Deed.Kind.INCIDENT_OVERDUE::equals).count());
        done(handle.sent(RITA, id, sent(Deadline.RAISE_72_HOURS, "Late, but told.")));
        clock.pass(Duration.ofDays(30));
        remind.turn();
        assertEquals(rita + 3, told("rita"));
    }

    @Test
    void aReportThatNobodyLooksAtReminds() {
        taken(bob(), "");
        int rita = told("rita");
        int grace = told("grace");
        clock.pass(Duration.ofHours(12));
        remind.turn();
        assertEquals(List.of(rita + 1, grace), List.of(told("rita"), told("grace")));
        clock.pass(Duration.ofHours(12));
        remind.turn();
        assertEquals(List.of(rita + 2, grace + 1), List.of(told("rita"), told("grace")));
    }

    @Test
    void theHubReportsARecallOnceAndNotBesideAnOpenIncident() {
        var link = deed(Deed.Kind.RELEASE_RECALLED, tide.id().hex(), Map.of("number", "7", "reason", "Unsafe."));
        notice.saw(link);
        notice.saw(link);
        var found = incidents.all(9);
        assertEquals(1, found.size());
        assertEquals("recall:7", found.getFirst().report().cause());
        notice.saw(deed(Deed.Kind.RELEASE_RECALLED, tide.id().hex(), Map.of("number", "8", "reason", "Worse.")));
        assertEquals(1, incidents.all(9).size(), "the open one goes on");
        done(handle.dismiss(RITA, found.getFirst().id(), "A drill."));
        notice.saw(deed(Deed.Kind.RELEASE_RECALLED, tide.id().hex(), Map.of("number", "9", "reason", "Again.")));
        assertEquals(2, incidents.all(9).size());
    }

    @Test
    void theHubReportsThatManyWereSuspendedWithinAnHour() {
        for (int i = 0; i < NoticeIncidents.MANY_SUSPENSIONS - 1; i++) {
            notice.saw(suspended("member" + i));
        }
        clock.pass(NoticeIncidents.WINDOW);
        notice.saw(suspended("later"));
        assertEquals(0, incidents.all(9).size(), "not within an hour");
        for (int i = 0; i < NoticeIncidents.MANY_SUSPENSIONS; i++) {
            notice.saw(suspended("other" + i));
        }
        assertEquals(1, incidents.all(9).size());
        assertTrue(incidents.all(9).getFirst().report().words().startsWith("10 accounts were suspended"));
    }

    private Link suspended(String name) {
        return deed(Deed.Kind.STANDING_CHANGED, name, Map.of("standing", "SUSPENDED"));
    }

    private Link deed(Deed.Kind kind, String subject, Map<String, String> details) {
        database.<Boolean, RuntimeException>run(() -> {
            journal.append(Deed.of(kind, "rita", subject, details));
            return true;
        });
        return journal.read(journal.length() - 1, 1).getFirst();
    }

    private Sight sight(Recipient who, Incident incident) {
        return read.find(who, incident.id()).orElseThrow().sight();
    }

    private int told(String account) {
        return notices.of(new Namespace(account), 99).size();
    }

    private List<Deed.Kind> kinds() {
        return journal.read(0, 99).stream().map(link -> link.deed().kind()).toList();
    }

    private Incident taken(Recipient who, String about) {
        return assertInstanceOf(ReportIncident.Outcome.Taken.class, said(who, about, "It leaked."))
                .incident();
    }

    private ReportIncident.Outcome said(Recipient who, String about, String words) {
        return report.report(who, "192.0.2.7", new Said(about, words, ""));
    }

    private static Incident done(HandleIncident.Outcome outcome) {
        return assertInstanceOf(HandleIncident.Outcome.Done.class, outcome).incident();
    }

    private static Finding finding(Severity severity) {
        return finding(severity, EnumSet.allOf(Regime.class));
    }

    private static Finding finding(Severity severity, Set<Regime> regimes) {
        return new Finding(
                severity, Set.of(Harm.SECURITY_BREACH), regimes, Optional.<Instant>empty(), "Taken.", "lab/tide");
    }

    private static Sent sent(Deadline deadline, String text) {
        return new Sent(deadline, text, Optional.empty(), "", Optional.empty());
    }
}
