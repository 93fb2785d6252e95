package plimsoll.backends.git;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.storage.dfs.DfsGarbageCollector;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// Keeps repositories quick to read: each commit adds a small pack, and somebody has to put them together. Safe beside
/// pushes and commits, and beside itself in other processes; of two that rewrite the same packs one gives up.
public final class PackMaintenance {
    /// Each read looks through all packs, so beyond this it is felt.
    public static final int MANY_PACKS = 50;
    /// A pack that a handful of commits makes; larger ones are left to `collect`.
    public static final long SMALL_PACK_BYTES = 1L << 20;
    /// How long replaced packs stay for those who read them: longer than the longest clone.
    public static final Duration GRACE = Duration.ofHours(6);
    /// How long objects that no ref leads to are kept: far longer than `GitStore.PATIENCE`.
    public static final Duration GARBAGE_TTL = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(PackMaintenance.class);
    /// One repository is rewritten at a time, beside a serving hub.
    private static final int THREADS = 1;

    private static final String CROWDED = """
            select p.repository
            from git_pack p join git_pack_file f on f.repository = p.repository and f.pack = p.name
            where p.died is null and p.source <> 'UNREACHABLE_GARBAGE' and f.ext = 'PACK' and f.size_bytes < :small
            group by p.repository having count(*) > :many
            order by p.repository
            """;

    // Anything but one collected pack, last looked at too long ago.
    private static final String UNTIDY = """
            select r.id from git_repository r
            where r.collected_millis < :before and exists (
                select 1 from git_pack p
                where p.repository = r.id and p.died is null and p.source not in ('GC', 'GC_REST'))
            order by r.collected_millis, r.id
            """;

    private static final String COLLECTED = """
            update git_repository set collected_millis = :at where id = :repository
            """;

    private static final String DEAD = """
            select repository, name from git_pack where died_millis < :before
            """;

    private static final String FILES = """
            select sha256 from git_pack_file where repository = :repository and pack = :pack
            """;

    private static final String FORGET = """
            delete from git_pack where repository = :repository and name = :pack
            """;

    private static final String HELD = """
            select distinct sha256 from git_pack_file where sha256 in (<candidates>)
            """;

    private final GitStore store;

    /// For the repositories of `store`.
    public PackMaintenance(GitStore store) {
        this.store = store;
    }

    /// Does all there is to do: compacts where small packs abound, collects garbage where it was last done more than
    /// `GARBAGE_TTL` ago, forgets packs that died before `GRACE`. What fails for one repository is logged, and
    /// the next one done.
    public void run() throws IOException {
        for (var repository : crowded()) {
            attempt("compact", repository, () -> compact(repository));
        }
        for (var repository : untidy()) {
            attempt("collect", repository, () -> collect(repository, GARBAGE_TTL));
        }
        forgetDead(GRACE);
    }

    /// Puts a repository's small packs together, all their objects kept.
    ///
    /// @return false, and nothing done, when there are too few, or somebody else replaced them meanwhile
    public boolean compact(RepositoryId repository) throws IOException {
        try (var all = store.maintain(repository)) {
            var compactor = new DfsPackCompactor(all);
            int small = 0;
            for (var pack : all.getObjectDatabase().getPacks()) {
                var description = pack.getPackDescription();
                // Garbage stays garbage: mixed with the living it would never go.
                if (description.getPackSource() != PackSource.UNREACHABLE_GARBAGE
                        && description.getFileSize(PackExt.PACK) < SMALL_PACK_BYTES) {
                    compactor.add(pack);
                    small++;
                }
            }
            if (small <= MANY_PACKS) {
                return false;
            }
            compactor.compact(NullProgressMonitor.INSTANCE);
            return true;
        } catch (GitStore.PacksGone e) {
            LOG.info("{}", e.getMessage());
            return false;
        }
    }

    /// Rewrites a repository as one pack in git's best order, with bitmaps and a commit graph. What no ref leads to
    /// goes to a pack of its own, and after `ttl` away.
    ///
    /// @return false, and nothing done, when somebody else replaced its packs meanwhile
    public boolean collect(RepositoryId repository, Duration ttl) throws IOException {
        try (var all = store.maintain(repository)) {
            var config = new PackConfig(all);
            config.setIndexVersion(2);
            config.setThreads(THREADS);
            boolean packed = new DfsGarbageCollector(all)
                    .setPackConfig(config)
                    .setGarbageTtl(ttl.toMillis(), TimeUnit.MILLISECONDS)
                    .setWriteCommitGraph(true)
                    .pack(NullProgressMonitor.INSTANCE);
            store.database()
                    .write(handle -> handle.createUpdate(COLLECTED)
                            .bind("at", store.now().toEpochMilli())
                            .bind("repository", repository.hex())
                            .execute());
            return packed;
        } catch (GitStore.PacksGone e) {
            LOG.info("{}", e.getMessage());
            return false;
        }
    }

    /// Forgets packs that were replaced longer than `grace` ago, and deletes their blobs.
    ///
    /// @return how many packs
    public int forgetDead(Duration grace) throws IOException {
        var dead = store.database()
                .read(handle -> handle.createQuery(DEAD)
                        .bind("before", store.now().minus(grace).toEpochMilli())
                        .map((row, _) -> new Dead(row.getString("repository"), row.getString("name")))
                        .list());
        for (var pack : dead) {
            var blobs = forget(pack);
            blobs.removeAll(held(blobs)); // a duplicate of the repository may have the same pack
            for (var blob : blobs) {
                store.deleteBlob(blob);
            }
        }
        return dead.size();
    }

    /// Those of `candidates`, at most a few hundred, that are, or lately were, part of a repository.
    public Set<Sha256> held(Set<Sha256> candidates) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        return store.database()
                .read(handle -> handle.createQuery(HELD)
                        .bindList(
                                "candidates",
                                candidates.stream().map(Sha256::hex).toList())
                        .map((row, _) -> new Sha256(row.getString("sha256")))
                        .collectIntoSet());
    }

    /// Repositories with many small packs.
    public List<RepositoryId> crowded() {
        return store.database()
                .read(handle -> handle.createQuery(CROWDED)
                        .bind("small", SMALL_PACK_BYTES)
                        .bind("many", MANY_PACKS)
                        .map((row, _) -> new RepositoryId(row.getString("repository")))
                        .list());
    }

    private List<RepositoryId> untidy() {
        return store.database()
                .read(handle -> handle.createQuery(UNTIDY)
                        .bind("before", store.now().minus(GARBAGE_TTL).toEpochMilli())
                        .map((row, _) -> new RepositoryId(row.getString("id")))
                        .list());
    }

    private Set<Sha256> forget(Dead pack) {
        return store.database().write(handle -> {
            var files = new HashSet<Sha256>();
            handle.createQuery(FILES)
                    .bind("repository", pack.repository())
                    .bind("pack", pack.name())
                    .map((row, _) -> new Sha256(row.getString("sha256")))
                    .forEach(files::add);
            handle.createUpdate(FORGET)
                    .bind("repository", pack.repository())
                    .bind("pack", pack.name())
                    .execute();
            store.packs().small().forget(handle, files);
            return files;
        });
    }

    private static void attempt(String what, RepositoryId repository, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("could not {} {}", what, repository, e);
        }
    }

    private interface Step {
        boolean run() throws IOException;
    }

    private record Dead(String repository, String name) {}
}
