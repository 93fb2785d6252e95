package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.Round;
import plimsoll.domain.line.Round.Reopened;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.line.Duties;

/// Duties as rows.
public final class SqlDuties implements Duties {
    private static final String KEEP = """
            insert into duty (id, repository, pack, rule, what, owed_by, within, every, counts_from, since_millis,
                begins_millis, due_millis, applies, rounds, open, told, next_millis)
            values (:id, :repository, :pack, :rule, :what, :by, :within, :every, :from, :since,
                :begins, :due, :applies, :rounds, :open, :told, :next)
            on conflict (id) do update set owed_by = excluded.owed_by, within = excluded.within,
                every = excluded.every, counts_from = excluded.counts_from, applies = excluded.applies,
                begins_millis = excluded.begins_millis, due_millis = excluded.due_millis, open = excluded.open,
                told = case when coalesce(duty.due_millis, -1) = coalesce(excluded.due_millis, -1)
                    then duty.told else excluded.told end,
                next_millis = case when coalesce(duty.due_millis, -1) = coalesce(excluded.due_millis, -1)
                    then duty.next_millis else excluded.next_millis end
            where duty.rounds = excluded.rounds
            """;

    private static final String STEP = """
            update duty set rounds = :rounds, open = :open, begins_millis = :begins, due_millis = :due,
                told = :told, next_millis = :next
            where id = :id and rounds = :was and coalesce(due_millis, -1) = :until
                and coalesce(every, '') = :every
            """;

    private static final String MET = """
            insert into duty_round (duty, number, attempt, began_millis, due_millis, met_by, met_millis, met_note,
                met_evidence)
            values (:duty, :number,
                (select count(*) + 1 from duty_round where duty = :duty and number = :number),
                :began, :due, :by, :at, :note, :evidence)
            """;

    private static final String TAKEN_BACK = """
            update duty_round set reopened_by = :by, reopened_millis = :at, reopened_reason = :reason
            where duty = :duty and number = :number and reopened_millis is null
            """;

    private static final String SELECT = """
            select d.*, r.number, r.began_millis, r.due_millis as round_due_millis, r.met_by, r.met_millis, r.met_note,
                r.met_evidence, r.reopened_by, r.reopened_millis, r.reopened_reason
            from duty d left join duty_round r
                on r.duty = d.id and r.number = d.rounds and r.reopened_millis is null
            """;

    private static final String UNMET = SELECT + """
            where d.open = 1 and d.applies = 1 and d.begins_millis <= :now and d.counts_from = 'RULE'
            order by case when d.due_millis is null then 1 else 0 end, d.due_millis, d.since_millis, d.id limit :limit
            """;

    private static final String TICKING = SELECT + """
            where d.open = 1 and d.applies = 1 and d.next_millis <= :now
            order by d.next_millis, d.id limit :limit
            """;

    private static final String ROUND =
            "select r.*, r.due_millis as round_due_millis from duty_round r where r.duty = :duty and r.number = :number"
                    + " and r.reopened_millis is null";

    private static final String ROUNDS = """
            select r.*, r.due_millis as round_due_millis from duty_round r join duty d on d.id = r.duty
            where d.repository = :repository order by r.number desc, r.attempt desc limit :limit
            """;

    private static final String TELL = """
            update duty set told = :step, next_millis = :next
            where id = :id and told = :told and due_millis = :due and open = 1
            """;

    private final Database database;

    /// The duties in `database`.
    public SqlDuties(Database database) {
        this.database = database;
    }

    @Override
    public List<Duty> of(RepositoryId repository) {
        return database.read(
                handle -> handle.createQuery(SELECT + "where d.repository = :repository order by d.since_millis, d.id")
                        .bind("repository", repository.hex())
                        .map((row, _) -> duty(row))
                        .list());
    }

    @Override
    public Optional<Duty> find(RepositoryId repository, String id) {
        return database.read(handle -> handle.createQuery(SELECT + "where d.repository = :repository and d.id = :id")
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
                .bind("every", obligation.every().orElse(null))
                .bind("from", obligation.from().name())
                .bind("since", duty.since().toEpochMilli())
                .bind("begins", duty.begins().toEpochMilli())
                .bind("due", PeopleRows.millis(duty.due()))
                .bind("applies", duty.applies() ? 1 : 0)
                .bind("rounds", rounds(duty))
                .bind("open", duty.isDone() ? 0 : 1)
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
    public boolean meet(Duty duty, Met met) {
        return database.writeWithin(handle -> {
            if (!step(handle, duty, duty.met(met))) {
                return false;
            }
            handle.createUpdate(MET)
                    .bind("duty", duty.id())
                    .bind("number", duty.round())
                    .bind("began", duty.begins().toEpochMilli())
                    .bind("due", PeopleRows.millis(duty.due()))
                    .bind("by", met.by())
                    .bind("at", met.at().toEpochMilli())
                    .bind("note", met.note())
                    .bind("evidence", met.evidence())
                    .execute();
            return true;
        });
    }

    @Override
    public boolean reopen(Duty duty, Reopened reopened) {
        return database.writeWithin(handle -> {
            var before = handle.createQuery(ROUND)
                    .bind("duty", duty.id())
                    .bind("number", rounds(duty) - 1)
                    .map((row, _) -> round(row))
                    .findOne();
            return rounds(duty) > 0
                    && step(handle, duty, duty.reopened(before))
                    && handle.createUpdate(TAKEN_BACK)
                                    .bind("duty", duty.id())
                                    .bind("number", rounds(duty))
                                    .bind("by", reopened.by())
                                    .bind("at", reopened.at().toEpochMilli())
                                    .bind("reason", reopened.reason())
                                    .execute()
                            > 0;
        });
    }

    // Nothing is done where somebody else met or reopened it meanwhile, or the pack says otherwise by now.
    private static boolean step(Handle handle, Duty from, Duty to) {
        return handle.createUpdate(STEP)
                        .bind("id", from.id())
                        .bind("was", rounds(from))
                        .bind("until", from.due().map(Instant::toEpochMilli).orElse(-1L))
                        .bind("every", from.obligation().every().orElse(""))
                        .bind("rounds", rounds(to))
                        .bind("open", to.isDone() ? 0 : 1)
                        .bind("begins", to.begins().toEpochMilli())
                        .bind("due", PeopleRows.millis(to.due()))
                        .bind("told", Urgency.EARLY.name())
                        .bind("next", PeopleRows.millis(to.next(Urgency.EARLY)))
                        .execute()
                > 0;
    }

    private static int rounds(Duty duty) {
        return duty.last().map(Round::number).orElse(0);
    }

    @Override
    public Map<String, List<Round>> rounds(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(ROUNDS)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> Map.entry(row.getString("duty"), round(row)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    @Override
    public List<Duty> unmet(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(UNMET)
                .bind("now", now.toEpochMilli())
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
                        Optional.ofNullable(row.getString("every")),
                        Obligation.From.valueOf(row.getString("counts_from"))),
                PeopleRows.instant(row, "since_millis"),
                row.getInt("applies") == 1,
                Optional.ofNullable(row.getString("assignee")).map(Namespace::new),
                row.getString("met_by") == null ? Optional.empty() : Optional.of(round(row)));
    }

    private static Round round(ResultSet row) throws SQLException {
        return new Round(
                row.getInt("number"),
                PeopleRows.instant(row, "began_millis"),
                PeopleRows.instantIfAny(row, "round_due_millis"),
                new Met(
                        row.getString("met_by"),
                        PeopleRows.instant(row, "met_millis"),
                        row.getString("met_note"),
                        row.getString("met_evidence")),
                reopened(row));
    }

    private static Optional<Reopened> reopened(ResultSet row) throws SQLException {
        var at = PeopleRows.instantIfAny(row, "reopened_millis");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reopened(row.getString("reopened_by"), at.get(), row.getString("reopened_reason")));
    }
}
