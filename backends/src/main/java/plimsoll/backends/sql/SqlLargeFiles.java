package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.ReachMarks;

/// Links between repositories and large files, as rows.
public final class SqlLargeFiles implements LargeFiles, ReachMarks {
    private static final String LINK = """
            insert into large_file (repository, sha256, size_bytes, linked_at_millis, committed)
            values (:repository, :sha256, :size, :at, 0)
            on conflict (repository, sha256) do nothing
            """;

    private static final String COMMIT = """
            update large_file set committed = 1, unreached_at_millis = 0
            where repository = :repository and sha256 = :sha256
            """;

    private static final String FIND = """
            select sha256, size_bytes, linked_at_millis, committed
            from large_file
            where repository = :repository and sha256 = :sha256
            """;

    private static final String REPOSITORIES_WITH = """
            select repository
            from large_file
            where sha256 = :sha256 and committed = 1
            order by repository
            limit :limit
            """;

    private static final String LIST = """
            select sha256, size_bytes, linked_at_millis, committed
            from large_file
            where repository = :repository and sha256 > :after
            order by sha256
            limit :limit
            """;

    private static final String UNLINK = """
            delete from large_file where repository = :repository and sha256 = :sha256
            """;

    private static final String UNLINK_ALL = """
            delete from large_file where repository = :repository
            """;

    private static final String COPY = """
            insert into large_file (repository, sha256, size_bytes, linked_at_millis, committed)
            select :to, sha256, size_bytes, :at, 1
            from large_file
            where repository = :from and committed = 1
            on conflict (repository, sha256) do nothing
            """;

    private static final String ABANDONED = """
            select repository, sha256
            from large_file
            where committed = 0 and linked_at_millis < :before
            order by linked_at_millis
            limit :limit
            """;

    private static final String UNLINK_ABANDONED = """
            delete from large_file
            where repository = :repository and sha256 = :sha256 and committed = 0 and linked_at_millis < :before
            """;

    private static final String HELD = """
            select distinct sha256 from large_file where sha256 in (<candidates>)
            """;

    private static final String WITH_FILES = """
            select distinct repository
            from large_file
            where committed = 1 and repository > :after
            order by repository
            limit :limit
            """;

    private static final String MARKED = """
            select sha256, unreached_at_millis
            from large_file
            where repository = :repository and unreached_at_millis > 0
            """;

    private static final String MARK = """
            update large_file set unreached_at_millis = :at
            where repository = :repository and sha256 = :sha256 and committed = 1 and unreached_at_millis = 0
            """;

    private static final String UNMARK = """
            update large_file set unreached_at_millis = 0
            where repository = :repository and sha256 = :sha256
            """;

    private static final String UNLINK_MARKED = """
            delete from large_file
            where repository = :repository and sha256 = :sha256
              and unreached_at_millis > 0 and unreached_at_millis < :before
            """;

    private static final String MARKED_BEFORE = """
            select count(*) as files, coalesce(sum(size_bytes), 0) as bytes
            from large_file
            where unreached_at_millis > 0 and unreached_at_millis < :before
            """;

    private static final String DONE_UP_TO = """
            select repository from mark_round where id = 0
            """;

    private static final String NOTE_DONE = """
            update mark_round set repository = :repository where id = 0
            """;

    private final Database database;

    /// The links in `database`.
    public SqlLargeFiles(Database database) {
        this.database = database;
    }

    @Override
    public void link(RepositoryId repository, Pointer file, Instant at) {
        database.write(handle -> handle.createUpdate(LINK)
                .bind("repository", repository.hex())
                .bind("sha256", file.content().hex())
                .bind("size", file.sizeBytes())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void commit(RepositoryId repository, Set<Sha256> files) {
        if (files.isEmpty()) {
            return;
        }
        database.write(handle -> {
            var batch = handle.prepareBatch(COMMIT);
            for (var file : files) {
                batch.bind("repository", repository.hex())
                        .bind("sha256", file.hex())
                        .add();
            }
            if (Arrays.stream(batch.execute()).anyMatch(rows -> rows != 1)) {
                throw new IllegalStateException("a file of this commit is not linked to " + repository);
            }
            return true;
        });
    }

    @Override
    public Optional<Linked> find(RepositoryId repository, Sha256 file) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("repository", repository.hex())
                .bind("sha256", file.hex())
                .map((row, _) -> linked(row))
                .findOne());
    }

    @Override
    public List<RepositoryId> repositoriesWith(Sha256 file, int limit) {
        return database.read(handle -> handle.createQuery(REPOSITORIES_WITH)
                .bind("sha256", file.hex())
                .bind("limit", limit)
                .map((row, _) -> new RepositoryId(row.getString("repository")))
                .list());
    }

    @Override
    public List<Linked> list(RepositoryId repository, String after, int limit) {
        return database.read(handle -> handle.createQuery(LIST)
                .bind("repository", repository.hex())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> linked(row))
                .list());
    }

    @Override
    public void unlink(RepositoryId repository, Sha256 file) {
        database.write(handle -> handle.createUpdate(UNLINK)
                .bind("repository", repository.hex())
                .bind("sha256", file.hex())
                .execute());
    }

    @Override
    public void unlinkAll(RepositoryId repository) {
        database.write(handle -> handle.createUpdate(UNLINK_ALL)
                .bind("repository", repository.hex())
                .execute());
    }

    @Override
    public void copy(RepositoryId from, RepositoryId to, Instant at) {
        database.write(handle -> handle.createUpdate(COPY)
                .bind("from", from.hex())
                .bind("to", to.hex())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public List<Abandoned> abandoned(Instant before, int limit) {
        return database.read(handle -> handle.createQuery(ABANDONED)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> new Abandoned(
                        new RepositoryId(row.getString("repository")), new Sha256(row.getString("sha256"))))
                .list());
    }

    @Override
    public boolean unlinkAbandoned(Abandoned link, Instant before) {
        return database.write(handle -> handle.createUpdate(UNLINK_ABANDONED)
                        .bind("repository", link.repository().hex())
                        .bind("sha256", link.file().hex())
                        .bind("before", before.toEpochMilli())
                        .execute())
                == 1;
    }

    @Override
    public boolean isLinked(Sha256 file) {
        return !held(Set.of(file)).isEmpty();
    }

    @Override
    public Set<Sha256> held(Set<Sha256> candidates) {
        return database.read(handle -> Names.among(handle, HELD, candidates));
    }

    @Override
    public List<RepositoryId> repositories(String after, int limit) {
        return database.read(handle -> handle.createQuery(WITH_FILES)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new RepositoryId(row.getString("repository")))
                .list());
    }

    @Override
    public Map<Sha256, Instant> marked(RepositoryId repository) {
        var marked = new HashMap<Sha256, Instant>();
        database.read(handle -> handle.createQuery(MARKED)
                        .bind("repository", repository.hex())
                        .map((row, _) -> Map.entry(
                                new Sha256(row.getString("sha256")),
                                Instant.ofEpochMilli(row.getLong("unreached_at_millis"))))
                        .list())
                .forEach(file -> marked.put(file.getKey(), file.getValue()));
        return marked;
    }

    @Override
    public void mark(RepositoryId repository, Set<Sha256> files, Instant at) {
        database.write(handle -> {
            var batch = handle.prepareBatch(MARK);
            files.forEach(file -> batch.bind("repository", repository.hex())
                    .bind("sha256", file.hex())
                    .bind("at", at.toEpochMilli())
                    .add());
            return files.isEmpty() ? 0 : batch.execute().length;
        });
    }

    @Override
    public void unmark(RepositoryId repository, Set<Sha256> files) {
        database.write(handle -> {
            var batch = handle.prepareBatch(UNMARK);
            files.forEach(file -> batch.bind("repository", repository.hex())
                    .bind("sha256", file.hex())
                    .add());
            return files.isEmpty() ? 0 : batch.execute().length;
        });
    }

    @Override
    public boolean unlinkMarked(RepositoryId repository, Sha256 file, Instant before) {
        return database.write(handle -> handle.createUpdate(UNLINK_MARKED)
                        .bind("repository", repository.hex())
                        .bind("sha256", file.hex())
                        .bind("before", before.toEpochMilli())
                        .execute())
                == 1;
    }

    @Override
    public Marked markedBefore(Instant before) {
        return database.read(handle -> handle.createQuery(MARKED_BEFORE)
                .bind("before", before.toEpochMilli())
                .map((row, _) -> new Marked(row.getLong("files"), row.getLong("bytes")))
                .one());
    }

    @Override
    public String doneUpTo() {
        return database.read(
                handle -> handle.createQuery(DONE_UP_TO).mapTo(String.class).one());
    }

    @Override
    public void doneUpTo(String repository) {
        database.write(handle ->
                handle.createUpdate(NOTE_DONE).bind("repository", repository).execute());
    }

    private static Linked linked(ResultSet row) throws SQLException {
        return new Linked(
                new Pointer(new Sha256(row.getString("sha256")), row.getLong("size_bytes")),
                Instant.ofEpochMilli(row.getLong("linked_at_millis")),
                row.getInt("committed") == 1);
    }
}
