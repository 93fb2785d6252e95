package plimsoll.hub.inspection;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Hold;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BytesChannel;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.repositories.Inspections;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel.Note;
import plimsoll.hub.repositories.Snapshot;

/// Inspects the files of new commits while their publisher waits, which takes milliseconds for most, and leaves to a
/// job what takes longer. A commit lands either way; what did not pass, or not yet, others do not see.
///
/// Where a repository holds nothing, every file that any ref of it reaches has passed, so that only what is new need be
/// looked at. Where it holds something, a job looks at the whole history.
public final class InspectCommits implements Inspections {
    /// The kind of job that inspects a repository.
    public static final String JOB = "inspect";

    /// How long a publisher waits for inspections: less than what clients wait for an answer.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Somebody waits for these; nobody waits for what a new version looks through again.
    static final int URGENT = 10;

    /// A larger file in git is left to the job: here it would be held in memory.
    private static final long MOST_IN_MEMORY = 16L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(InspectCommits.class);

    private final Repositories repositories;
    private final Blobs blobs;
    private final Releases releases;
    private final Verdicts verdicts;
    private final InspectContent inspect;
    private final HoldCommits hold;
    private final Jobs jobs;
    private final InstantSource clock;

    /// With what it needs.
    public InspectCommits(
            Repositories repositories,
            Blobs blobs,
            Releases releases,
            Verdicts verdicts,
            InspectContent inspect,
            HoldCommits hold,
            Jobs jobs,
            InstantSource clock) {
        this.repositories = repositories;
        this.blobs = blobs;
        this.releases = releases;
        this.verdicts = verdicts;
        this.inspect = inspect;
        this.hold = hold;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// A commit that no ref leads to yet.
    private record Arrival(Optional<Snapshot> before, Snapshot commit) {}

    /// What was looked at: what was found, which of it is new, and whether that is all.
    private record Looked(Map<Subject, FileVerdict> fresh, Optional<String> unsafe, boolean finished) {
        static final Looked LATER = new Looked(Map.of(), Optional.empty(), false);
    }

    @Override
    public Note prepare(
            Repository repository, List<RefMove> moves, Snapshot.Source commits, Optional<List<Entry>> brought)
            throws IOException {
        var arrivals = arrivals(repository.id(), moves, commits);
        if (arrivals.isEmpty()) {
            return () -> {};
        }
        var looked = releases.of(repository).holds().isEmpty() ? look(arrivals, brought) : Looked.LATER;
        boolean passed = looked.finished && looked.unsafe.isEmpty();
        var holds = passed ? List.<Hold>of() : holds(arrivals, looked.unsafe);
        return () -> {
            var now = Instant.ofEpochMilli(clock.millis());
            verdicts.keep(looked.fresh, inspect.version(), now);
            if (passed) {
                return;
            }
            hold.hold(repository, holds, List.of(), inspect.version());
            jobs.enqueue(JOB, repository.id().hex(), URGENT, now);
        };
    }

    // Each newest commit, and where what it brings begins: what lies between follows that, so that nobody sees one of
    // them before the job has told which are at fault.
    private static List<Hold> holds(List<Arrival> arrivals, Optional<String> unsafe) throws IOException {
        var holds = new LinkedHashMap<GitOid, Hold>();
        for (var arrival : arrivals) {
            var tip = arrival.commit.commit();
            holds.put(tip, unsafe.map(why -> new Hold(tip, true, why)).orElseGet(() -> Hold.waiting(tip)));
        }
        for (var arrival : arrivals) {
            arrival.commit.beginnings().forEach(first -> holds.putIfAbsent(first, Hold.waiting(first)));
        }
        return List.copyOf(holds.values());
    }

    private List<Arrival> arrivals(RepositoryId repository, List<RefMove> moves, Snapshot.Source commits)
            throws IOException {
        var arrivals = new ArrayList<Arrival>();
        for (var move : moves) {
            if (move.to().isEmpty()) {
                continue;
            }
            var commit = commits.at(move.to().get());
            if (repositories.resolve(repository, commit.commit().hex()).isEmpty()) {
                var before = move.from().isPresent()
                        ? Optional.of(commits.at(move.from().get()))
                        : Optional.<Snapshot>empty();
                arrivals.add(new Arrival(before, commit));
            }
        }
        return arrivals;
    }

    private Looked look(List<Arrival> arrivals, Optional<List<Entry>> brought) throws IOException {
        var files = new LinkedHashMap<Subject, Entry>();
        if (brought.isPresent()) {
            brought.get().forEach(file -> files.putIfAbsent(Subject.of(file), file));
        } else {
            for (var arrival : arrivals) {
                ChangedFiles.between(arrival.before, arrival.commit)
                        .forEach(file -> files.putIfAbsent(Subject.of(file), file));
            }
        }
        files.values().removeIf(file -> file.contentBytes() == 0);
        return look(files, arrivals.getFirst().commit);
    }

    private Looked look(Map<Subject, Entry> files, Snapshot commit) {
        var known = verdicts.of(files.keySet(), inspect.version());
        var fresh = new HashMap<Subject, FileVerdict>();
        var unsafe = Optional.<String>empty();
        boolean finished = true;
        var deadline = clock.instant().plus(PATIENCE);
        for (var file : files.entrySet()) {
            var verdict = Optional.ofNullable(known.get(file.getKey()));
            if (verdict.isEmpty()) {
                verdict = inspected(file.getValue(), commit, Duration.between(clock.instant(), deadline));
                verdict.ifPresent(said -> fresh.put(file.getKey(), said));
            }
            finished &= verdict.isPresent();
            var bad = verdict.filter(said -> !said.verdict().mayBeReleased());
            unsafe = unsafe.or(
                    () -> bad.map(said -> HoldCommits.why(file.getValue().path(), said)));
        }
        return new Looked(fresh, unsafe, finished);
    }

    // Empty when it is left to the job.
    private Optional<FileVerdict> inspected(Entry file, Snapshot commit, Duration patience) {
        if (patience.isNegative()) {
            return Optional.empty();
        }
        try {
            var name = file.path().fileName();
            if (file instanceof Entry.LargeFile large) {
                return inspect.inspect(name, () -> blobs.open(large.pointer().content()), patience);
            }
            if (file.contentBytes() > MOST_IN_MEMORY) {
                return Optional.empty();
            }
            try (var in = commit.open(file.oid())) {
                var bytes = in.readAllBytes();
                return inspect.inspect(name, () -> new BytesChannel(bytes), patience);
            }
        } catch (IOException e) {
            LOG.warn("{}; it is inspected later", e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
