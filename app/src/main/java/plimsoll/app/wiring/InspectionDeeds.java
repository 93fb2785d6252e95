package plimsoll.app.wiring;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.inspection.HoldCommits;
import plimsoll.hub.inspection.InspectCommits;
import plimsoll.hub.inspection.InspectContent;
import plimsoll.hub.inspection.InspectOutdated;
import plimsoll.hub.inspection.InspectRepository;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.inspection.VirusScanner;
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

    InspectionDeeds(
            Stores stores,
            Blobs blobs,
            Sequel sequel,
            ScanForPeople scan,
            Optional<VirusScanner> viruses,
            InstantSource clock) {
        var workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("inspection-", 0).daemon().factory());
        var inspect = new InspectContent(workers, viruses);
        var hold = new HoldCommits(stores.releases, stores.notices, stores.journal, clock);
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
                sequel,
                stores.database,
                stores.journal,
                clock);
        verdicts = new ReadVerdicts(stores.verdicts, stores.jobs, inspect);
        outdated = new InspectOutdated(stores.verdicts, stores.jobs, inspect, clock);
        work = new WorkJobs(
                stores.jobs,
                Map.of(InspectCommits.JOB, repository, ScanForPeople.JOB, scan),
                UUID.randomUUID().toString(),
                clock);
    }
}
