package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.line.Exemption;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.line.Exemptions;

/// Exemptions as rows.
public final class SqlExemptions implements Exemptions {
    private static final String KEEP = """
            insert into line_exemption (repository, level, reason, actor, at_millis, until_millis)
            values (:repository, :level, :reason, :actor, :at, :until)
            on conflict (repository) do update set level = excluded.level, reason = excluded.reason,
            actor = excluded.actor, at_millis = excluded.at_millis, until_millis = excluded.until_millis
            """;

    private static final String OF = """
            select level, reason, actor, at_millis, until_millis from line_exemption where repository = :repository
            """;

    private static final String ENDED =
            "select repository from line_exemption where until_millis > :since and until_millis <= :now";

    private final Database database;

    /// The exemptions in `database`.
    public SqlExemptions(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Exemption> of(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("repository", repository.hex())
                .map((row, _) -> new Exemption(
                        Level.valueOf(row.getString("level")),
                        row.getString("reason"),
                        row.getString("actor"),
                        Instant.ofEpochMilli(row.getLong("at_millis")),
                        Instant.ofEpochMilli(row.getLong("until_millis"))))
                .findOne());
    }

    @Override
    public void keep(RepositoryId repository, Exemption exemption) {
        database.writeWithin(handle -> handle.createUpdate(KEEP)
                .bind("repository", repository.hex())
                .bind("level", exemption.level().name())
                .bind("reason", exemption.reason())
                .bind("actor", exemption.by())
                .bind("at", exemption.at().toEpochMilli())
                .bind("until", exemption.until().toEpochMilli())
                .execute());
    }

    @Override
    public boolean end(RepositoryId repository) {
        return database.writeWithin(
                        handle -> handle.createUpdate("delete from line_exemption where repository = :repository")
                                .bind("repository", repository.hex())
                                .execute())
                > 0;
    }

    @Override
    public List<RepositoryId> ended(Instant since, Instant now) {
        return database.read(handle -> handle.createQuery(ENDED)
                .bind("since", since.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> new RepositoryId(row.getString("repository")))
                .list());
    }
}
