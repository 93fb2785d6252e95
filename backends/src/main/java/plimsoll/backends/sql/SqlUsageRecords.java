package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.UsageRecords;

/// How much was asked of models, as rows.
public final class SqlUsageRecords implements UsageRecords {
    private static final String ADD = """
            insert into model_usage (spender_key, credential, model, day_number, requests, stopped, read_tokens,
                written_tokens)
            values (:key, :credential, :model, :day, :requests, :stopped, :read, :written)
            on conflict (spender_key, day_number, credential, model) do update set
                requests = model_usage.requests + excluded.requests,
                stopped = model_usage.stopped + excluded.stopped,
                read_tokens = model_usage.read_tokens + excluded.read_tokens,
                written_tokens = model_usage.written_tokens + excluded.written_tokens
            """;

    private static final String SUMS = """
            select day_number, model, sum(requests) as requests, sum(stopped) as stopped, sum(read_tokens) as read_tokens,
                sum(written_tokens) as written_tokens
            from model_usage where %s and day_number >= :day group by day_number, model order by day_number, model
            """;

    private final Database database;

    /// The records in `database`.
    public SqlUsageRecords(Database database) {
        this.database = database;
    }

    @Override
    public void add(Namespace spender, String credential, DayOfUse more) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("key", spender.key())
                .bind("credential", credential)
                .bind("model", more.model())
                .bind("day", more.day().toEpochDay())
                .bind("requests", more.requests())
                .bind("stopped", more.stopped())
                .bind("read", more.read())
                .bind("written", more.written())
                .execute());
    }

    @Override
    public long tokens(Namespace spender, LocalDate day) {
        return database.read(handle -> handle.createQuery("""
                        select coalesce(sum(read_tokens + written_tokens), 0) from model_usage
                        where spender_key = :key and day_number = :day
                        """)
                .bind("key", spender.key())
                .bind("day", day.toEpochDay())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long tokens(Namespace spender, String credential, LocalDate day) {
        return database.read(handle -> handle.createQuery("""
                        select coalesce(sum(read_tokens + written_tokens), 0) from model_usage
                        where spender_key = :key and day_number = :day and credential = :credential
                        """)
                .bind("key", spender.key())
                .bind("day", day.toEpochDay())
                .bind("credential", credential)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<DayOfUse> days(Namespace spender, LocalDate first) {
        return database.read(handle -> handle.createQuery(SUMS.formatted("spender_key = :key"))
                .bind("key", spender.key())
                .bind("day", first.toEpochDay())
                .map((row, _) -> day(row))
                .list());
    }

    @Override
    public List<DayOfUse> everybody(LocalDate first) {
        return database.read(handle -> handle.createQuery(SUMS.formatted("credential <> '%s'".formatted(ORGANISATION)))
                .bind("day", first.toEpochDay())
                .map((row, _) -> day(row))
                .list());
    }

    @Override
    public int forget(LocalDate first) {
        return database.write(handle -> handle.createUpdate("delete from model_usage where day_number < :day")
                .bind("day", first.toEpochDay())
                .execute());
    }

    private static DayOfUse day(ResultSet row) throws SQLException {
        return new DayOfUse(
                LocalDate.ofEpochDay(row.getLong("day_number")),
                row.getString("model"),
                row.getLong("requests"),
                row.getLong("stopped"),
                row.getLong("read_tokens"),
                row.getLong("written_tokens"));
    }
}
