package plimsoll.app.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import plimsoll.backends.sql.SqlIncidents;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.incident.DescribeCase;
import plimsoll.hub.incident.HandleIncident;
import plimsoll.hub.incident.NoticeIncidents;
import plimsoll.hub.incident.ReadIncidents;
import plimsoll.hub.incident.RemindOfIncidents;
import plimsoll.hub.incident.ReportIncident;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.repositories.EnterRepository;

/// What the hub does about incidents, each verb put together once over its stores.
final class IncidentDeeds {
    final ReportIncident report;
    final ReadIncidents read;
    final HandleIncident handle;
    final DescribeCase describe;
    final RemindOfIncidents remind;
    final FollowJournal notice;

    /// @param admins the accounts of those who run the hub
    /// @param staff the accounts of those who watch over it
    IncidentDeeds(
            Stores stores,
            EnterRepository door,
            LineDeeds line,
            ReleaseDeeds release,
            Supplier<List<Namespace>> admins,
            Supplier<List<Namespace>> staff,
            InstantSource clock,
            RandomGenerator random) {
        var incidents = new SqlIncidents(stores.database);
        var tables = stores.database;
        var journal = stores.journal;
        var catalogue = stores.catalogue;
        var notices = stores.notices;
        report = new ReportIncident(incidents, catalogue, door, notices, staff, tables, journal, clock, random);
        read = new ReadIncidents(incidents, catalogue);
        handle = new HandleIncident(incidents, read, catalogue, release.followStages, notices, tables, journal, clock);
        describe = new DescribeCase(
                catalogue,
                stores.repositories,
                stores.releases,
                stores.factSheets,
                line.shelf,
                stores.requests,
                journal,
                clock);
        remind = new RemindOfIncidents(incidents, catalogue, notices, admins, staff, tables, journal, clock);
        notice = new FollowJournal(
                journal,
                stores.bookmarks,
                "notice-incidents",
                Duration.ZERO,
                new NoticeIncidents(report, catalogue, journal),
                clock);
    }
}
