package plimsoll.hub.personaldata;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Snapshot;

/// Asks for a scan when a main branch moves, and for all repositories again when the rules are better than those they
/// were scanned by.
public final class AskForScans implements Sequel {
    private static final int AT_ONCE = 500;
    /// Inspections that somebody waits for go first.
    private static final int AFTER_INSPECTIONS = 5;

    private static final int NOT_URGENT = 0;

    private final Sequel before;
    private final PersonalDataScans scans;
    private final Jobs jobs;
    private final ScanFile scanFile;
    private final InstantSource clock;

    /// After `before` has noted what it read.
    public AskForScans(Sequel before, PersonalDataScans scans, Jobs jobs, ScanFile scanFile, InstantSource clock) {
        this.before = before;
        this.scans = scans;
        this.jobs = jobs;
        this.scanFile = scanFile;
        this.clock = clock;
    }

    @Override
    public Note prepare(Repository repository, Snapshot head) throws IOException {
        var note = before.prepare(repository, head);
        return () -> {
            note.take();
            jobs.enqueue(ScanForPeople.JOB, repository.id().hex(), AFTER_INSPECTIONS, now());
        };
    }

    /// Asks for a scan of each repository that an older version went through last, or none.
    ///
    /// @return how many there are
    public int enqueueOutdated() {
        int found = 0;
        var after = "";
        while (true) {
            var page = scans.outdated(scanFile.version(), after, AT_ONCE);
            page.stream().map(RepositoryId::hex).forEach(id -> jobs.enqueue(ScanForPeople.JOB, id, NOT_URGENT, now()));
            found += page.size();
            if (page.size() < AT_ONCE) {
                return found;
            }
            after = page.getLast().hex();
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
