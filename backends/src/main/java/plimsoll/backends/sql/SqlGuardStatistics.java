package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import plimsoll.hub.gateway.GuardStatistics;

/// Counts of what guards and ladder did, over the rows of their records.
public final class SqlGuardStatistics implements GuardStatistics {
    private static final String COUNTS = """
            select 'decisions' as kind, side || ' ' || outcome as what, count(*) as n
            from guard_decision where at_millis >= :since group by side, outcome
            union all
            select 'strikes', step, count(*) from strike where at_millis >= :since group by step
            union all
            select 'appeals', case when answer is null then 'waiting' when overturned = 'true' then 'overturned'
                else 'upheld' end, count(*)
            from strike where appealed_millis >= :since
            group by case when answer is null then 'waiting' when overturned = 'true' then 'overturned' else 'upheld' end
            union all
            select 'reports', coalesce(answer, 'waiting'), count(*) from refusal_report where at_millis >= :since
            group by coalesce(answer, 'waiting')
            order by kind, what
            """;

    private final Database database;

    /// Over the records in `database`.
    public SqlGuardStatistics(Database database) {
        this.database = database;
    }

    @Override
    public List<Tally> since(Instant since) {
        return database.read(handle -> handle.createQuery(COUNTS)
                .bind("since", since.toEpochMilli())
                .map((row, _) -> new Tally(
                        row.getString("kind"), row.getString("what").toLowerCase(Locale.ROOT), row.getLong("n")))
                .list());
    }
}
