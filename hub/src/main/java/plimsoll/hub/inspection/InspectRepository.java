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
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.inspection.Verdicts.Subject;
import plimsoll.hub.jobs.WorkJobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.StreamedChannel;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Sequel.Note;

/// Inspects every file in a repository's history that this version has not yet inspected, and holds the commits that
/// have a bad one: what was waiting is let go, and what a better inspection finds in an old commit is closed. Verdicts
/// are kept as they are made, so whoever takes this job over goes on where it stopped.
public final class InspectRepository implements WorkJobs.Work {
    /// How long one file may take. One that takes longer was not inspected.
    static final Duration PATIENCE = Duration.ofMinutes(30);

    /// So many verdicts, or those of so long, are made again after a sudden end.
    private static final int MOST_UNKEPT = 200;

    private static final Duration UNKEPT = Duration.ofSeconds(2);

    private final Catalogue catalogue;
    private final Repositories repositories;
    private final Blobs blobs;
    private final Releases releases;
    private final Verdicts verdicts;
    private final InspectContent inspect;
    private final HoldCommits hold;
    private final Waivers waivers;
    private final FollowHolds follow;
    private final Sequel judged;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param sequel hears when others see another main branch
    /// @param judged hears of what they see when its files were judged anew
    public InspectRepository(
            Catalogue catalogue,
            Repositories repositories,
            Blobs blobs,
            Releases releases,
            Verdicts verdicts,
            InspectContent inspect,
            HoldCommits hold,
            Waivers waivers,
            Sequel sequel,
            Sequel judged,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.blobs = blobs;
        this.releases = releases;
        this.verdicts = verdicts;
        this.inspect = inspect;
        this.hold = hold;
        this.waivers = waivers;
        this.follow = new FollowHolds(repositories, catalogue, sequel);
        this.judged = judged;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void run(String subject, WorkJobs.Progress progress) throws IOException, InterruptedException {
        var repository = catalogue.find(new RepositoryId(subject));
        if (repository.isEmpty()) {
            return; // it was deleted meanwhile
        }
        boolean settled;
        do { // again, if a ref moved or a waiver ended meanwhile; what was inspected is known by then
            settled = settle(repository.get(), progress);
        } while (!settled);
    }

    private boolean settle(Repository repository, WorkJobs.Progress progress) throws IOException, InterruptedException {
        var id = repository.id();
        var refs = repositories.refs(id);
        var found = inspect(id, files(id, refs), progress);
        var waived = waived(id);
        var bad = unwaived(id, found, waived);
        var holds = new FindHolders(repositories, id).of(refs, bad);
        var follows = follows(repository, refs, holds);
        return transactions.<Boolean, IOException>run(() -> {
            if (!refs.equals(repositories.refs(id)) || !waived.equals(waived(id))) {
                return false;
            }
            keep(repository, refs, holds, waived);
            verdicts.inspected(id, inspect.version(), now());
            follows.take();
            return true;
        });
    }

    /// Every file of the history, by its content and name, with the places it has.
    private Map<Subject, List<Entry>> files(RepositoryId id, Map<RefName, GitOid> refs) throws IOException {
        var files = new LinkedHashMap<Subject, List<Entry>>();
        repositories.walk(id, Set.copyOf(refs.values()), Set.of(), file -> {
            if (!(file instanceof Entry.Folder) && file.contentBytes() > 0) {
                var places = files.computeIfAbsent(Subject.of(file), _ -> new ArrayList<>(1));
                if (places.stream().noneMatch(place -> place.path().equals(file.path()))) {
                    places.add(file);
                }
            }
        });
        return files;
    }

    /// The files that may not be released, and what is wrong with each.
    private Map<Entry, String> inspect(RepositoryId id, Map<Subject, List<Entry>> files, WorkJobs.Progress progress)
            throws IOException, InterruptedException {
        var known = new HashMap<>(verdicts.of(files.keySet(), inspect.version()));
        var fresh = new HashMap<Subject, FileVerdict>();
        var kept = clock.instant();
        long done = known.size();
        progress.told(done, files.size());
        for (var file : files.entrySet()) {
            if (known.containsKey(file.getKey())) {
                continue;
            }
            if (fresh.size() >= MOST_UNKEPT || clock.instant().isAfter(kept.plus(UNKEPT))) {
                verdicts.keep(fresh, inspect.version(), now());
                progress.told(done, files.size());
                fresh.clear();
                kept = clock.instant();
            }
            var verdict = inspected(id, file.getKey(), file.getValue().getFirst(), fresh);
            known.put(file.getKey(), verdict);
            done++;
        }
        verdicts.keep(fresh, inspect.version(), now());
        progress.told(done, files.size());
        return bad(files, known);
    }

    private static Map<Entry, String> bad(Map<Subject, List<Entry>> files, Map<Subject, FileVerdict> verdicts) {
        var bad = new HashMap<Entry, String>();
        verdicts.forEach((subject, verdict) -> {
            if (!verdict.verdict().mayBeReleased()) {
                for (var place : files.getOrDefault(subject, List.of())) {
                    bad.put(place, HoldCommits.why(place.path(), verdict));
                }
            }
        });
        return bad;
    }

    private FileVerdict inspected(RepositoryId id, Subject key, Entry file, Map<Subject, FileVerdict> fresh)
            throws IOException, InterruptedException {
        InspectContent.Source source = file instanceof Entry.LargeFile large
                ? () -> blobs.open(large.pointer().content())
                : () -> new StreamedChannel(() -> repositories.open(id, file.oid()), file.contentBytes());
        if (file instanceof Entry.LargeFile large && !blobs.has(large.pointer().content())) {
            return gone(key, large);
        }
        var verdict = inspect.inspect(key.name(), source, PATIENCE)
                .orElseGet(() -> FileVerdict.unfinished(
                        "time", "it takes longer than %d minutes".formatted(PATIENCE.toMinutes())));
        fresh.put(key, verdict);
        return verdict;
    }

    // A large file may be removed while the history that names it stays. It may also come back, so what was said of it
    // counts, and of what nothing was said, nothing is known.
    private FileVerdict gone(Subject key, Entry.LargeFile file) {
        var missing = new BlobMissing(file.pointer().content());
        return verdicts.last(key).orElseGet(() -> FileVerdict.unfinished("gone", String.valueOf(missing.getMessage())));
    }

    // The commits that a person let go for the time being.
    private Set<GitOid> waived(RepositoryId id) {
        var now = clock.instant();
        return waivers.of(id).stream()
                .filter(one -> one.holds(now))
                .map(Waiver::commit)
                .collect(Collectors.toSet());
    }

    // With what a person let go goes what later commits have of it unchanged.
    private Map<Entry, String> unwaived(RepositoryId id, Map<Entry, String> bad, Set<GitOid> waived)
            throws IOException {
        var left = new HashMap<Entry, String>();
        for (var file : bad.entrySet()) {
            boolean known = false;
            for (var commit : waived) {
                var there = repositories.find(id, commit, file.getKey().path());
                known |= there.filter(entry -> FindHolders.isSame(entry, file.getKey()))
                        .isPresent();
            }
            if (!known) {
                left.put(file.getKey(), file.getValue());
            }
        }
        return left;
    }

    private Note follows(Repository repository, Map<RefName, GitOid> refs, List<Hold> holds) throws IOException {
        var release = releases.of(repository);
        if (refs.containsKey(RefName.MAIN) && !Set.copyOf(release.holds()).equals(Set.copyOf(holds))) {
            return follow.of(repository, release.holding(holds));
        }
        // Listings go on saying what they did, but what is known of it may be otherwise.
        var speaking = catalogue.listed(repository.id()).flatMap(listed -> listed.description());
        return speaking.isEmpty()
                ? () -> {}
                : judged.prepare(
                        repository,
                        repositories.at(repository.id(), speaking.get().head()));
    }

    // A commit that was let go keeps its hold, for the time when nothing lets it go any more.
    private void keep(Repository repository, Map<RefName, GitOid> refs, List<Hold> holds, Set<GitOid> waived) {
        var release = releases.of(repository);
        var held = holds.stream().map(Hold::commit).collect(Collectors.toSet());
        var passed = release.holds().stream()
                .map(Hold::commit)
                .filter(commit -> !held.contains(commit) && !waived.contains(commit))
                .collect(Collectors.toSet());
        hold.hold(repository, holds, passed, inspect.version());
        refs.forEach((ref, head) -> {
            if (passed.contains(head) && !release.plan().byHand()) {
                journal.append(Deed.of(
                        Deed.Kind.COMMIT_RELEASED,
                        Deed.PLIMSOLL,
                        repository.id().hex(),
                        Map.of("ref", ref.text(), "commit", head.hex())));
            }
        });
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
