package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Upload;
import plimsoll.hub.content.Uploads;

/// Uploads under way, and their parts, as rows.
public final class SqlUploads implements Uploads {
    private static final String OPEN = """
            insert into upload (id, repository, sha256, size_bytes, part_bytes, actor, expires_at_millis)
            values (:id, :repository, :sha256, :size, :part, :actor, :expires)
            """;

    private static final String FIND = """
            select id, repository, sha256, size_bytes, part_bytes, actor, expires_at_millis
            from upload
            where id = :id
            """;

    private static final String COUNT_OPEN = """
            select count(*) from upload where repository = :repository
            """;

    // Nothing where the upload is gone.
    private static final String KEEP_PART = """
            insert into upload_part (upload, part, sha256)
            select id, :part, :sha256 from upload where id = :id
            on conflict (upload, part) do update set sha256 = excluded.sha256
            """;

    private static final String PARTS = """
            select part, sha256 from upload_part where upload = :id
            """;

    private static final String CLOSE = """
            delete from upload where id = :id
            """;

    private static final String EXPIRED = """
            select id, repository, sha256, size_bytes, part_bytes, actor, expires_at_millis
            from upload
            where expires_at_millis < :before
            order by expires_at_millis
            limit :limit
            """;

    private static final String HELD = """
            select distinct sha256 from upload_part where sha256 in (<candidates>)
            """;

    private final Database database;

    /// The uploads in `database`.
    public SqlUploads(Database database) {
        this.database = database;
    }

    @Override
    public void open(Upload upload) {
        database.write(handle -> handle.createUpdate(OPEN)
                .bind("id", upload.id())
                .bind("repository", upload.repository().hex())
                .bind("sha256", upload.file().content().hex())
                .bind("size", upload.file().sizeBytes())
                .bind("part", upload.partBytes())
                .bind("actor", upload.actor())
                .bind("expires", upload.expires().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Upload> find(String id) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("id", id)
                .map((row, _) -> upload(row))
                .findOne());
    }

    @Override
    public int countOpen(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(COUNT_OPEN)
                .bind("repository", repository.hex())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean keepPart(String id, int number, Sha256 content) {
        return database.write(handle -> handle.createUpdate(KEEP_PART)
                        .bind("id", id)
                        .bind("part", number)
                        .bind("sha256", content.hex())
                        .execute())
                == 1;
    }

    @Override
    public Map<Integer, Sha256> parts(String id) {
        return database
                .read(handle -> handle.createQuery(PARTS)
                        .bind("id", id)
                        .map((row, _) -> Map.entry(row.getInt("part"), new Sha256(row.getString("sha256"))))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close(String id) {
        database.write(handle -> handle.createUpdate(CLOSE).bind("id", id).execute());
    }

    @Override
    public List<Upload> expired(Instant before, int limit) {
        return database.read(handle -> handle.createQuery(EXPIRED)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> upload(row))
                .list());
    }

    @Override
    public Set<Sha256> held(Set<Sha256> candidates) {
        return database.read(handle -> Names.among(handle, HELD, candidates));
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("id"),
                new RepositoryId(row.getString("repository")),
                new Pointer(new Sha256(row.getString("sha256")), row.getLong("size_bytes")),
                row.getLong("part_bytes"),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("expires_at_millis")));
    }
}
