package plimsoll.backends.git;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import plimsoll.backends.sql.Database;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Recent;

/// The rows that say which packs a repository consists of. Safe for any number of threads.
final class PackTable {
    private static final String GENERATION = """
            select pack_generation from git_repository where id = :repository
            """;

    private static final String LIVE = """
            select p.name, p.source, p.objects, p.deltas, p.modified_millis, p.index_version, p.died,
                   f.ext, f.sha256, f.size_bytes, f.block_bytes
            from git_pack p join git_pack_file f on f.repository = p.repository and f.pack = p.name
            where p.repository = :repository and p.died is null
            order by p.born
            """;

    // What happened since a generation: births, and deaths of packs born before.
    private static final String SINCE = """
            select p.name, p.source, p.objects, p.deltas, p.modified_millis, p.index_version, p.died,
                   f.ext, f.sha256, f.size_bytes, f.block_bytes
            from git_pack p join git_pack_file f on f.repository = p.repository and f.pack = p.name
            where p.repository = :repository and (p.born > :generation or p.died > :generation)
            order by p.born
            """;

    private static final String ADD = """
            insert into git_pack
                (repository, name, source, objects, deltas, modified_millis, index_version, born)
            values (:repository, :name, :source, :objects, :deltas, :modified, :indexVersion, :born)
            """;

    private static final String ADD_FILE = """
            insert into git_pack_file (repository, pack, ext, sha256, size_bytes, block_bytes)
            values (:repository, :pack, :ext, :sha256, :size, :block)
            """;

    private static final String BURY = """
            update git_pack set died = :generation, died_millis = :at
            where repository = :repository and name = :name and died is null
            """;

    private static final String BURY_ALL = """
            update git_pack set died = :generation, died_millis = :at
            where repository = :repository and died is null
            """;

    private static final String COPY = """
            insert into git_pack
                (repository, name, source, objects, deltas, modified_millis, index_version, born)
            select :to, name, source, objects, deltas, modified_millis, index_version, :born
            from git_pack where repository = :from and died is null
            """;

    private static final String COPY_FILES = """
            insert into git_pack_file (repository, pack, ext, sha256, size_bytes, block_bytes)
            select :to, f.pack, f.ext, f.sha256, f.size_bytes, f.block_bytes
            from git_pack_file f join git_pack p on p.repository = f.repository and p.name = f.pack
            where f.repository = :from and p.died is null
            """;

    /// How many repositories' lists are remembered: a few hundred rows each at most.
    private static final int REMEMBERED = 1_024;
    /// After this a list is read afresh: news of a death must not be older than the row that tells it, which goes
    /// after `PackMaintenance.GRACE`.
    private static final Duration FRESH = Duration.ofHours(1);

    private final Database database;
    private final SmallFiles small;
    private final InstantSource clock;
    private final Recent<RepositoryId, Known> recent = new Recent<>(REMEMBERED);

    PackTable(Database database, InstantSource clock) {
        this.database = database;
        this.small = new SmallFiles(database);
        this.clock = clock;
    }

    /// The files that are rows themselves.
    SmallFiles small() {
        return small;
    }

    /// Counts every change of the repository's packs; 0 before the first.
    long generation(RepositoryId repository) {
        return database.read(handle -> generation(handle, repository));
    }

    /// The packs that readers who come now read, and perhaps newer ones.
    Collection<StoredPack> live(RepositoryId repository) {
        if (database.inTransaction()) { // what is seen in there may yet be undone
            return database.read(handle -> all(handle, repository)).values();
        }
        var known =
                recent.get(repository).filter(list -> list.readAt().plus(FRESH).isAfter(clock.instant()));
        var now = database.read(handle -> {
            long generation = generation(handle, repository);
            if (known.isPresent() && known.get().generation() == generation) {
                return known.get();
            }
            return known.isPresent()
                    ? catchUp(handle, repository, known.get(), generation)
                    : new Known(generation, clock.instant(), all(handle, repository));
        });
        recent.put(repository, now);
        return now.packs().values();
    }

    /// Enters packs, in the transaction the calling thread is in.
    void add(Handle handle, RepositoryId repository, Collection<StoredPack> packs, long generation) {
        for (var pack : packs) {
            handle.createUpdate(ADD)
                    .bind("repository", repository.hex())
                    .bind("name", pack.name())
                    .bind("source", pack.getPackSource().name())
                    .bind("objects", pack.getObjectCount())
                    .bind("deltas", pack.getDeltaCount())
                    .bind("modified", pack.getLastModified())
                    .bind("indexVersion", pack.getIndexVersion())
                    .bind("born", generation)
                    .execute();
            pack.small().forEach((name, content) -> small.add(handle, name, content));
            pack.blobs()
                    .forEach((ext, blob) -> handle.createUpdate(ADD_FILE)
                            .bind("repository", repository.hex())
                            .bind("pack", pack.name())
                            .bind("ext", ext.name())
                            .bind("sha256", blob.hex())
                            .bind("size", pack.getFileSize(ext))
                            .bind("block", pack.getBlockSize(ext))
                            .execute());
        }
    }

    /// Marks packs as replaced, in the transaction the calling thread is in.
    ///
    /// @return whether all of them were still alive
    boolean bury(Handle handle, RepositoryId repository, Collection<String> names, long generation, Instant at) {
        for (var name : names) {
            int buried = handle.createUpdate(BURY)
                    .bind("repository", repository.hex())
                    .bind("name", name)
                    .bind("generation", generation)
                    .bind("at", at.toEpochMilli())
                    .execute();
            if (buried != 1) {
                return false;
            }
        }
        return true;
    }

    /// Marks every pack of a repository, in the transaction the calling thread is in.
    void buryAll(Handle handle, RepositoryId repository, long generation, Instant at) {
        handle.createUpdate(BURY_ALL)
                .bind("repository", repository.hex())
                .bind("generation", generation)
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /// Gives `to` the packs of `from`, in the transaction the calling thread is in: rows only, they share the blobs.
    void copy(Handle handle, RepositoryId from, RepositoryId to, long generation) {
        handle.createUpdate(COPY)
                .bind("from", from.hex())
                .bind("to", to.hex())
                .bind("born", generation)
                .execute();
        handle.createUpdate(COPY_FILES)
                .bind("from", from.hex())
                .bind("to", to.hex())
                .execute();
    }

    private static Known catchUp(Handle handle, RepositoryId repository, Known known, long generation) {
        var packs = new LinkedHashMap<>(known.packs());
        var news =
                handle.createQuery(SINCE).bind("repository", repository.hex()).bind("generation", known.generation());
        var dead = new ArrayList<String>();
        packs.putAll(rows(news, repository, dead));
        dead.forEach(packs::remove);
        return new Known(generation, known.readAt(), packs);
    }

    private static Map<String, StoredPack> all(Handle handle, RepositoryId repository) {
        return rows(handle.createQuery(LIVE).bind("repository", repository.hex()), repository, new ArrayList<>());
    }

    private static Map<String, StoredPack> rows(Query query, RepositoryId repository, List<String> dead) {
        var owner = new DfsRepositoryDescription(repository.hex());
        var packs = new LinkedHashMap<String, StoredPack>();
        query.map((row, _) -> read(row, owner, packs, dead)).list();
        return packs;
    }

    private static StoredPack read(
            ResultSet row, DfsRepositoryDescription owner, Map<String, StoredPack> packs, List<String> dead)
            throws SQLException {
        var name = row.getString("name");
        var pack = packs.get(name);
        if (pack == null) {
            pack = new StoredPack(owner, name, PackSource.valueOf(row.getString("source")));
            pack.setObjectCount(row.getLong("objects"));
            pack.setDeltaCount(row.getLong("deltas"));
            pack.setLastModified(row.getLong("modified_millis"));
            pack.setIndexVersion(row.getInt("index_version"));
            packs.put(name, pack);
        }
        row.getLong("died");
        if (!row.wasNull()) {
            dead.add(name);
        }
        pack.holdsFile(
                PackExt.valueOf(row.getString("ext")),
                new Sha256(row.getString("sha256")),
                row.getLong("size_bytes"),
                row.getInt("block_bytes"));
        return pack;
    }

    private static long generation(Handle handle, RepositoryId repository) {
        return handle.createQuery(GENERATION)
                .bind("repository", repository.hex())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private record Known(long generation, Instant readAt, Map<String, StoredPack> packs) {}
}
