package plimsoll.backends.sql;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.release.Floating;

/// What floats above its limit, as a table.
public final class SqlFloating implements Floating {
    private static final String FLOATS = """
            insert into limit_told (repository, why, at_millis) values (:repository, :why, :at)
            on conflict (repository) do update set why = excluded.why, at_millis = excluded.at_millis
            """;

    private final Database database;

    /// What floats in `database`.
    public SqlFloating(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> why(RepositoryId repository) {
        return database.read(handle -> handle.createQuery("select why from limit_told where repository = :repository")
                .bind("repository", repository.hex())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void floats(RepositoryId repository, String why, Instant at) {
        database.write(handle -> handle.createUpdate(FLOATS)
                .bind("repository", repository.hex())
                .bind("why", why)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void sank(RepositoryId repository) {
        database.write(handle -> handle.createUpdate("delete from limit_told where repository = :repository")
                .bind("repository", repository.hex())
                .execute());
    }
}
