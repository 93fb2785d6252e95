package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.attestation.Reproduction;
import plimsoll.hub.attestation.Reproductions;

/// What came of training models again, as rows.
public final class SqlReproductions implements Reproductions {
    // The journal's head is locked since the deed was recorded, so the newest entry is that deed's. `where true` keeps
    // SQLite from reading the conflict clause as a join's.
    private static final String KEEP = """
        insert into reproduction
            (repository, commit_oid, by_account, at_millis, published, trained, software, entry)
        select :repository, :commit, :by, :at, :published, :trained, :software, max(position) from log_entry where true
        on conflict (repository, commit_oid, by_account) do update set
            at_millis = excluded.at_millis, published = excluded.published, trained = excluded.trained,
            software = excluded.software, entry = excluded.entry
        returning *
        """;

    private static final String OF = """
        select * from reproduction where repository = :repository order by entry desc limit :limit
        """;

    private final Database database;

    /// Those in `database`.
    public SqlReproductions(Database database) {
        this.database = database;
    }

    @Override
    public Reproduction keep(RepositoryId repository, Reproduction said) {
        return database.writeWithin(handle -> handle.createQuery(KEEP)
                .bind("repository", repository.hex())
                .bind("commit", said.commit().hex())
                .bind("by", said.by())
                .bind("at", said.at().toEpochMilli())
                .bind("published", said.published().hex())
                .bind("trained", said.trained().hex())
                .bind("software", said.software())
                .map((row, _) -> reproduction(row))
                .one());
    }

    @Override
    public List<Reproduction> of(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> reproduction(row))
                .list());
    }

    private static Reproduction reproduction(ResultSet row) throws SQLException {
        return new Reproduction(
                new GitOid(row.getString("commit_oid")),
                row.getString("by_account"),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                new Sha256(row.getString("published")),
                new Sha256(row.getString("trained")),
                row.getString("software"),
                row.getLong("entry"));
    }
}
