package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.line.Duties;

/// Duties as rows.
public final class SqlDuties implements Duties {
    private static final String KEEP = """
            insert into duty (id, repository, pack, rule, what, owed_by, within, counts_from, since_millis, due_millis,
                applies, told, next_millis)
            values (:id, :repository, :pack, :rule, :what, :by, :within, :from, :since, :due, :applies, :told, :next)
            on conflict (id) do update set owed_by = excluded.owed_by, within = excluded.within,
                counts_from = excluded.counts_from, applies = excluded.applies, due_millis = excluded.due_millis,
                told = case when coalesce(duty.due_millis, -1) = coalesce(excluded.due_millis, -1)
                    then duty.told else excluded.told end,
                next_millis = case when coalesce(duty.due_millis, -1) = coalesce(excluded.due_millis, -1)
                    then duty.next_millis else excluded.next_millis end
            """;

    private static final String MEET = """
            update duty set met_by = :by, met_millis = :at, met_note = :note, met_evidence = :evidence
            where id = :id and met_millis is null
            """;

    private static final String UNMET = """
            select * from duty where met_millis is null and applies = 1
            order by case when due_millis is null then 1 else 0 end, due_millis, since_millis, id limit :limit
            """;

    private static final String TICKING = """
            select * from duty where met_millis is null and applies = 1 and next_millis <= :now
            order by next_millis, id limit :limit
            """;

    private static final String TELL = """
            update duty set told = :step, next_millis = :next
            where id = :id and told = :told and due_millis = :due and met_millis is null
            """;

    private final Database database;

    /// The duties in `database`.
    public SqlDuties(Database database) {
        this.database = database;
    }

    @Override
    public List<Duty> of(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(
                        "select * from duty where repository = :repository order by since_millis, id")
                .bind("repository", repository.hex())
                .map((row, _) -> duty(row))
                .list());
    }

    @Override
    public Optional<Duty> find(RepositoryId repository, String id) {
        return database.read(
                handle -> handle.createQuery("select * from duty where repository = :repository and id = :id")
                        .bind("repository", repository.hex())
                        .bind("id", id)
                        .map((row, _) -> duty(row))
                        .findOne());
    }

    @Override
    public void keep(Duty duty) {
        var obligation = duty.obligation();
        database.writeWithin(handle -> handle.createUpdate(KEEP)
                .bind("id", duty.id())
                .bind("repository", duty.repository().hex())
                .bind("pack", duty.pack())
                .bind("rule", duty.rule())
                .bind("what", obligation.what())
                .bind("by", obligation.by())
                .bind("within", obligation.within().orElse(null))
                .bind("from", obligation.from().name())
                .bind("since", duty.since().toEpochMilli())
                .bind("due", PeopleRows.millis(duty.due()))
                .bind("applies", duty.applies() ? 1 : 0)
                .bind("told", Urgency.EARLY.name())
                .bind("next", PeopleRows.millis(duty.next(Urgency.EARLY)))
                .execute());
    }

    @Override
    public void assign(String id, Optional<Namespace> account) {
        database.writeWithin(handle -> handle.createUpdate("update duty set assignee = :account where id = :id")
                .bind("account", account.map(Namespace::text).orElse(null))
                .bind("id", id)
                .execute());
    }

    @Override
    public boolean meet(String id, Met met) {
        return database.writeWithin(handle -> handle.createUpdate(MEET)
                        .bind("id", id)
                        .bind("by", met.by())
                        .bind("at", met.at().toEpochMilli())
                        .bind("note", met.note())
                        .bind("evidence", met.evidence())
                        .execute())
                > 0;
    }

    @Override
    public List<Duty> unmet(int limit) {
        return database.read(handle -> handle.createQuery(UNMET)
                .bind("limit", limit)
                .map((row, _) -> duty(row))
                .list());
    }

    @Override
    public List<Ticking> ticking(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(TICKING)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> new Ticking(duty(row), Urgency.valueOf(row.getString("told"))))
                .list());
    }

    @Override
    public boolean tell(Ticking ticking, Urgency step) {
        var duty = ticking.duty();
        return database.writeWithin(handle -> handle.createUpdate(TELL)
                        .bind("id", duty.id())
                        .bind("told", ticking.told().name())
                        .bind("due", PeopleRows.millis(duty.due()))
                        .bind("step", step.name())
                        .bind("next", PeopleRows.millis(duty.next(step)))
                        .execute())
                > 0;
    }

    private static Duty duty(ResultSet row) throws SQLException {
        return new Duty(
                row.getString("id"),
                new RepositoryId(row.getString("repository")),
                row.getString("pack"),
                row.getString("rule"),
                new Obligation(
                        row.getString("what"),
                        row.getString("owed_by"),
                        Optional.ofNullable(row.getString("within")),
                        Obligation.From.valueOf(row.getString("counts_from"))),
                PeopleRows.instant(row, "since_millis"),
                row.getInt("applies") == 1,
                Optional.ofNullable(row.getString("assignee")).map(Namespace::new),
                met(row));
    }

    private static Optional<Met> met(ResultSet row) throws SQLException {
        var at = PeopleRows.instantIfAny(row, "met_millis");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Met(
                        row.getString("met_by"), at.get(), row.getString("met_note"), row.getString("met_evidence")));
    }
}
