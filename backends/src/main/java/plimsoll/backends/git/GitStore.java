package plimsoll.backends.git;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.backends.git.StoredRepository.Purpose;
import plimsoll.backends.sql.Database;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.repositories.Recent;

/// Where git repositories are kept: packs in the blob store, small ones and all rows in the database. What the classes
/// of this room share.
///
/// Safe for any number of threads, and for any number of processes on the same two stores. What is written is durable
/// and visible together, or neither; a crash leaves blobs that nobody names, which the sweeper of blobs removes.
public final class GitStore {
    /// Whoever writes must land within this time. Garbage that a writer may have counted on is kept far longer
    /// (`PackMaintenance.GARBAGE_TTL`), so that no commit ever lacks an object it took for granted.
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(GitStore.class);
    /// How many repositories are kept open for readers.
    private static final int OPEN_FOR_READING = 512;

    private static final int NAME_BYTES = 16;
    private static final double STREAM_SHARE = 0.3; // of the cache, for the packs that clones stream

    private final Database database;
    private final Blobs blobs;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final PackTable packs;
    private final RefTable refs;
    private final Recent<RepositoryId, Shared> open = new Recent<>(OPEN_FOR_READING);

    /// Over these two stores.
    public GitStore(Database database, Blobs blobs, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
        this.random = random;
        this.packs = new PackTable(database, clock);
        this.refs = new RefTable(database);
    }

    /// Says how much memory git's blocks and indexes may take in this process, all stores together. Once, at the
    /// start: it empties the cache. JGit's own setting is 32 MiB.
    public static void cacheBytes(long limit) {
        DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(limit).setStreamRatio(STREAM_SHARE));
    }

    /// What is done with a repository opened for reading.
    interface Reading<T> {
        T with(StoredRepository repository) throws IOException;
    }

    /// Reads. Others may be reading the same instance.
    <T> T read(RepositoryId id, Reading<T> reading) throws IOException {
        var repository = forReading(id);
        try {
            return reading.with(repository.repository());
        } catch (IOException e) {
            open.remove(id, repository); // a pack that failed once stays failed in that instance
            throw e;
        }
    }

    /// Opens a repository to add to. The caller closes it.
    StoredRepository write(RepositoryId id) {
        return new StoredRepository(this, id, Purpose.WRITE);
    }

    /// Opens a repository to replace its packs. The caller closes it.
    StoredRepository maintain(RepositoryId id) {
        return new StoredRepository(this, id, Purpose.MAINTAIN);
    }

    /// Moves refs and makes what `writer` staged part of its repository, in the transaction the calling thread is in.
    ///
    /// @return false, and nothing done, when a ref was elsewhere, a name is taken, or the writer took too long
    boolean land(StoredRepository writer, List<RefMove> moves) throws IOException {
        var staged = writer.getObjectDatabase().staged();
        if (now().isAfter(writer.getObjectDatabase().openedAt().plus(PATIENCE))) {
            return false;
        }
        var peeled = peel(writer, moves);
        return database.writeWithin(handle -> {
            long generation = refs.take(handle, writer.id(), !staged.isEmpty(), true);
            if (!refs.leavesRoom(handle, writer.id(), moves) || !refs.move(handle, writer.id(), moves, peeled)) {
                return false;
            }
            packs.add(handle, writer.id(), staged, generation);
            return true;
        });
    }

    /// Puts packs in the place of others, at once.
    ///
    /// @throws PacksGone when one of those is gone already; nothing was changed
    void replace(RepositoryId id, List<StoredPack> added, List<String> replaced) throws IOException {
        try {
            database.<Boolean, PacksGone>write(handle -> {
                long generation = refs.take(handle, id, true, false);
                if (!packs.bury(handle, id, replaced, generation, now())) {
                    throw new PacksGone(id);
                }
                packs.add(handle, id, added, generation);
                return true;
            });
        } catch (PacksGone e) {
            for (var pack : added) {
                deleteFiles(pack);
            }
            throw e;
        }
    }

    Database database() {
        return database;
    }

    PackTable packs() {
        return packs;
    }

    RefTable refs() {
        return refs;
    }

    Instant now() {
        return clock.instant();
    }

    /// A name no other pack has.
    String packName() {
        var name = new byte[NAME_BYTES];
        random.nextBytes(name);
        return "pack-" + HexFormat.of().formatHex(name);
    }

    PackDraft draft() {
        return new PackDraft(blobs);
    }

    void keep(PackDraft draft, StoredPack pack, PackExt ext) throws IOException {
        draft.keep(pack, ext, random);
    }

    void drop(PackDraft draft) {
        try {
            draft.drop();
        } catch (IOException e) {
            LOG.warn("an unfinished pack could not be dropped; the sweeper will try again", e);
        }
    }

    ReadableChannel open(StoredPack pack, PackExt ext) throws IOException {
        var name = pack.blobs().get(ext);
        if (name == null) {
            throw new IOException(pack + " has no " + ext);
        }
        long sizeBytes = pack.getFileSize(ext);
        var small = Optional.ofNullable(pack.small().get(name));
        if (small.isEmpty() && sizeBytes < SmallFiles.MAX_BYTES) {
            small = packs.small().find(name);
        }
        return small.isPresent()
                ? new SmallChannel(small.get(), sizeBytes)
                : new PackChannel(blobs.open(name), sizeBytes);
    }

    /// Deletes the blobs of a pack that is in no row; its small files are nowhere yet.
    void deleteFiles(StoredPack pack) throws IOException {
        for (var file : pack.blobs().values()) {
            if (!pack.small().containsKey(file)) {
                blobs.delete(file);
            }
        }
    }

    void deleteBlob(Sha256 blob) throws IOException {
        blobs.delete(blob);
    }

    // The generation is read before the instance lists its packs: it may list newer ones, never older.
    private Shared forReading(RepositoryId id) {
        if (database.inTransaction()) {
            return new Shared(-1, new StoredRepository(this, id, Purpose.READ));
        }
        long generation = packs.generation(id);
        return open.get(id).filter(shared -> shared.generation() == generation).orElseGet(() -> {
            var fresh = new Shared(generation, new StoredRepository(this, id, Purpose.READ));
            open.put(id, fresh);
            return fresh;
        });
    }

    private static Map<GitOid, GitOid> peel(StoredRepository repository, List<RefMove> moves) throws IOException {
        var peeled = new HashMap<GitOid, GitOid>();
        try (var walk = new RevWalk(repository)) {
            for (var move : moves) {
                if (move.to().isPresent()) {
                    var to = move.to().get();
                    var object = walk.parseAny(Oids.jgit(to));
                    if (object instanceof RevTag tag) {
                        peeled.put(to, Oids.ours(walk.peel(tag)));
                    }
                }
            }
        }
        return peeled;
    }

    private record Shared(long generation, StoredRepository repository) {}

    /// Somebody else replaced the same packs meanwhile.
    static final class PacksGone extends IOException {
        private static final long serialVersionUID = 1;

        PacksGone(RepositoryId id) {
            super("the packs of " + id + " were replaced by somebody else meanwhile");
        }
    }
}
