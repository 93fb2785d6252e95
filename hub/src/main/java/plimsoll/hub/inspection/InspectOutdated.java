package plimsoll.hub.inspection;

import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Jobs;

/// Has every repository inspected again that a better version has not yet been through: what the old one passed, the
/// new one may not. Meanwhile it stays as it is.
public final class InspectOutdated {
    private static final int AT_ONCE = 500;
    private static final int NOT_URGENT = 0;

    private final Verdicts verdicts;
    private final Jobs jobs;
    private final InspectContent inspect;
    private final InstantSource clock;

    /// Asks for jobs, where `inspect` is of another version than made the `verdicts`.
    public InspectOutdated(Verdicts verdicts, Jobs jobs, InspectContent inspect, InstantSource clock) {
        this.verdicts = verdicts;
        this.jobs = jobs;
        this.inspect = inspect;
        this.clock = clock;
    }

    // Somebody called it off, and somebody has to call for it.
    private boolean isCalledOff(String id) {
        return jobs.find(InspectCommits.JOB, id)
                .filter(job -> job.state() == Job.State.CANCELLED)
                .isPresent();
    }

    /// Asks for a job for each such repository.
    ///
    /// @return how many there are
    public int enqueue() {
        int found = 0;
        var after = "";
        while (true) {
            var page = verdicts.outdated(inspect.version(), after, AT_ONCE);
            page.stream()
                    .map(RepositoryId::hex)
                    .filter(id -> !isCalledOff(id))
                    .forEach(id ->
                            jobs.enqueue(InspectCommits.JOB, id, NOT_URGENT, Instant.ofEpochMilli(clock.millis())));
            found += page.size();
            if (page.size() < AT_ONCE) {
                return found;
            }
            after = page.getLast().hex();
        }
    }
}
