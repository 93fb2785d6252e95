package plimsoll.app.wiring;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import plimsoll.backends.sql.SqlWaivers;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.inspection.CallInspection;
import plimsoll.hub.inspection.HoldCommits;
import plimsoll.hub.inspection.InspectCommits;
import plimsoll.hub.inspection.InspectContent;
import plimsoll.hub.inspection.InspectOutdated;
import plimsoll.hub.inspection.InspectRepository;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.inspection.VirusScanner;
import plimsoll.hub.inspection.WaiveHold;
import plimsoll.hub.jobs.WorkJobs;
import plimsoll.hub.personaldata.ScanForPeople;
import plimsoll.hub.repositories.Sequel;

/// How files are inspected before others see them, each verb put together once over its stores.
final class InspectionDeeds {
    /// As many files are inspected at once: one for each processor, and two where there is but one.
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    final InspectCommits commits;
    final ReadVerdicts verdicts;
    final InspectOutdated outdated;
    final WorkJobs work;
    final WaiveHold waive;
    final CallInspection call;

    /// What looks into files.
    static InspectContent inspect(Optional<VirusScanner> viruses) {
        var workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("inspection-", 0).daemon().factory());
        return new InspectContent(workers, viruses);
    }

    /// @param sequel hears when others see another main branch
    /// @param judged hears of what they see when its files were judged anew
    InspectionDeeds(
            Stores stores,
            Blobs blobs,
            InspectContent inspect,
            Sequel sequel,
            Sequel judged,
            ScanForPeople scan,
            InstantSource clock) {
        var hold = new HoldCommits(stores.releases, stores.notices, stores.journal, clock);
        var waivers = new SqlWaivers(stores.database);
        commits = new InspectCommits(
                stores.repositories, blobs, stores.releases, stores.verdicts, inspect, hold, stores.jobs, clock);
        var repository = new InspectRepository(
                stores.catalogue,
                stores.repositories,
                blobs,
                stores.releases,
                stores.verdicts,
                inspect,
                hold,
                waivers,
                sequel,
                judged,
                stores.database,
                stores.journal,
                clock);
        waive = new WaiveHold(
                waivers,
                stores.releases,
                stores.repositories,
                stores.catalogue,
                sequel,
                stores.jobs,
                stores.notices,
                stores.database,
                stores.journal,
                clock);
        call = new CallInspection(stores.jobs, stores.database, stores.journal, clock);
        verdicts = new ReadVerdicts(stores.verdicts, stores.jobs, inspect);
        outdated = new InspectOutdated(stores.verdicts, stores.jobs, inspect, clock);
        work = new WorkJobs(
                stores.jobs,
                Map.of(InspectCommits.JOB, repository, ScanForPeople.JOB, scan),
                UUID.randomUUID().toString(),
                clock);
    }
}
