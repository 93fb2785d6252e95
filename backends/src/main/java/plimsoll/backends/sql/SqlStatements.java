package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.attestation.Statements;

/// Statements about releases as rows.
public final class SqlStatements implements Statements {
    // The journal's head is locked since the deed was recorded, so the newest entry is that deed's.
    private static final String KEEP = """
            insert into statement (hash, repository, entry, at_millis, action, envelope)
            select :hash, :repository, max(position), :at, :action, :envelope from log_entry
            """;

    private static final String OF = """
            select hash, action, at_millis, entry from statement
            where repository = :repository
            order by entry desc
            limit :limit
            """;

    private static final String FIND = """
            select action, envelope from statement where hash = :hash and repository = :repository
            """;

    private final Database database;

    /// The statements in `database`.
    public SqlStatements(Database database) {
        this.database = database;
    }

    @Override
    public void keep(RepositoryId repository, String action, Instant at, String envelope) {
        database.writeWithin(handle -> handle.createUpdate(KEEP)
                .bind("hash", Sha256.ofUtf8(envelope).hex())
                .bind("repository", repository.hex())
                .bind("at", at.toEpochMilli())
                .bind("action", action)
                .bind("envelope", envelope)
                .execute());
    }

    @Override
    public List<Kept> of(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> new Kept(
                        new Sha256(row.getString("hash")),
                        row.getString("action"),
                        Instant.ofEpochMilli(row.getLong("at_millis")),
                        row.getLong("entry")))
                .list());
    }

    @Override
    public Optional<Found> find(RepositoryId repository, Sha256 hash) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("hash", hash.hex())
                .bind("repository", repository.hex())
                .map((row, _) -> new Found(row.getString("action"), row.getString("envelope")))
                .findOne());
    }
}
