package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.guard.Opinion;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Risk;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.Decision;
import plimsoll.hub.gateway.MisuseRecords;

/// What was decided about questions, as rows.
public final class SqlMisuseRecords implements MisuseRecords {
    private static final String NOTE = """
            insert into guard_decision (account_key, number, model, side, outcome, reasons, signs, harmful, jailbreak,
                thresholds, guard, second, text_hash, at_millis)
            select :key, coalesce(max(number), 0) + 1, :model, :side, :outcome, :reasons, :signs, :harmful, :jailbreak,
                :thresholds, :guard, :second, :text, :at
            from guard_decision where account_key = :key
            """;

    private static final String KEEP_RISK = """
            insert into guard_risk (account_key, weight, at_millis, stopped, passed)
            values (:key, :weight, :at, :stopped, :passed)
            on conflict (account_key) do update set weight = excluded.weight, at_millis = excluded.at_millis,
                stopped = excluded.stopped, passed = excluded.passed
            """;

    private static final String KEEP_STRIKE = """
            insert into strike (id, account_key, account, step, rule, reasons, evidence, guard, at_millis, until_millis,
                decided_by, appeal, appealed_millis, answer, overturned, answered_by, answered_millis)
            values (:id, :key, :account, :step, :rule, :reasons, :evidence, :guard, :at, :until,
                :decidedBy, :appeal, :appealed, :answer, :overturned, :answeredBy, :answered)
            on conflict (id) do update set appeal = excluded.appeal, appealed_millis = excluded.appealed_millis,
                answer = excluded.answer, overturned = excluded.overturned, answered_by = excluded.answered_by,
                answered_millis = excluded.answered_millis
            """;

    private static final String QUEUE = """
            select * from strike
            order by case when appeal is not null and answer is null then appealed_millis else %d - at_millis end
            limit :limit
            """.formatted(Long.MAX_VALUE);

    private static final String HOLD = """
            insert into held_account (account_key, account) values (:key, :account) on conflict (account_key) do nothing
            """;

    private final Database database;

    /// The records in `database`.
    public SqlMisuseRecords(Database database) {
        this.database = database;
    }

    @Override
    public void note(Decision decision) {
        var verdict = decision.verdict();
        database.write(handle -> handle.createUpdate(NOTE)
                .bind("key", new Namespace(decision.account()).key())
                .bind("model", decision.model())
                .bind("side", verdict.side().name())
                .bind("outcome", verdict.outcome().name())
                .bind("reasons", String.join(", ", verdict.reasons()))
                .bind("signs", String.join("; ", verdict.signs()))
                .bind("harmful", verdict.scores().harmful())
                .bind("jailbreak", verdict.scores().jailbreak())
                .bind("thresholds", thresholds(verdict.policy()))
                .bind("guard", verdict.model().hex())
                .bind(
                        "second",
                        verdict.opinion()
                                .map(each -> second(each, verdict.policy()))
                                .orElse(""))
                .bind("text", decision.text())
                .bind("at", decision.at().toEpochMilli())
                .execute());
    }

    private static String second(Opinion opinion, Policy policy) {
        return switch (opinion) {
            case Opinion.Missing(var guard, var why) -> "%s: none (%s)".formatted(guard, why);
            case Opinion.Given given ->
                String.format(
                        Locale.ROOT,
                        "%s: %s %.4f%s, threshold %.4f, model %s",
                        given.guard(),
                        given.likeliest().orElse("unsafe"),
                        given.unsafe(),
                        given.bounded() ? " (bounded)" : "",
                        policy.second().threshold(),
                        given.model().hex());
        };
    }

    private static String thresholds(Policy policy) {
        return String.format(
                Locale.ROOT,
                "policy %s: harmful %.4f, jailbreak %.4f, answer %.4f; with signs times %.2f%s",
                policy.version(),
                policy.harmful(),
                policy.jailbreak(),
                policy.answer(),
                policy.signed(),
                own(policy));
    }

    private static String own(Policy policy) {
        var own = new StringBuilder();
        new TreeMap<>(policy.hazards())
                .forEach((hazard, value) -> own.append(String.format(Locale.ROOT, "; %s %.4f", hazard, value)));
        return own.toString();
    }

    @Override
    public List<Noted> decisions(Namespace account, int limit) {
        return database.read(handle -> handle.createQuery(
                        "select * from guard_decision where account_key = :key order by number desc limit :limit")
                .bind("key", account.key())
                .bind("limit", limit)
                .map((row, _) -> new Noted(
                        row.getString("model"),
                        row.getString("side"),
                        row.getString("outcome"),
                        row.getString("reasons"),
                        row.getString("signs"),
                        row.getDouble("harmful"),
                        row.getDouble("jailbreak"),
                        row.getString("thresholds"),
                        row.getString("guard"),
                        row.getString("second"),
                        row.getString("text_hash"),
                        PeopleRows.instant(row, "at_millis")))
                .list());
    }

    @Override
    public Map<String, Past> past(Namespace account, By by, Collection<String> texts) {
        if (texts.isEmpty()) {
            return Map.of();
        }
        var past = new HashMap<String, Past>();
        // What nobody could judge is judged when it comes again.
        database.read(handle -> handle.createQuery("""
                        select text_hash, harmful, outcome from guard_decision
                        where account_key = :key and text_hash in (<texts>) and guard = :guard
                            and thresholds like :policy and outcome <> 'UNJUDGED'
                        order by number
                        """)
                        .bind("key", account.key())
                        .bindList("texts", List.copyOf(texts))
                        .bind("guard", by.guard())
                        .bind("policy", "policy %s:%%".formatted(by.policy()))
                        .map((row, _) -> Map.entry(
                                row.getString("text_hash"),
                                new Past(row.getDouble("harmful"), "BLOCK".equals(row.getString("outcome")))))
                        .list())
                .forEach(each -> past.put(each.getKey(), each.getValue()));
        return past;
    }

    @Override
    public int forget(Instant until) {
        return database.write(handle -> handle.createUpdate("delete from guard_decision where at_millis < :until")
                .bind("until", until.toEpochMilli())
                .execute());
    }

    @Override
    public Risk risk(Namespace account) {
        return database.read(handle -> handle.createQuery("select * from guard_risk where account_key = :key")
                .bind("key", account.key())
                .map((row, _) -> new Risk(
                        row.getDouble("weight"),
                        PeopleRows.instant(row, "at_millis"),
                        row.getLong("stopped"),
                        row.getLong("passed")))
                .findOne()
                .orElse(Risk.NONE));
    }

    @Override
    public void keep(Namespace account, Risk risk) {
        database.write(handle -> handle.createUpdate(KEEP_RISK)
                .bind("key", account.key())
                .bind("weight", risk.weight())
                .bind("at", risk.at().toEpochMilli())
                .bind("stopped", risk.stopped())
                .bind("passed", risk.passed())
                .execute());
    }

    @Override
    public void keep(Strike strike) {
        var appeal = strike.appeal();
        var answer = appeal.flatMap(Appeal::answer);
        database.write(handle -> handle.createUpdate(KEEP_STRIKE)
                .bind("id", strike.id())
                .bind("key", new Namespace(strike.account()).key())
                .bind("account", strike.account())
                .bind("step", strike.step().name())
                .bind("rule", strike.rule())
                .bind("reasons", strike.reasons())
                .bind("evidence", strike.evidence())
                .bind("guard", strike.guard())
                .bind("at", strike.at().toEpochMilli())
                .bind("until", strike.until().toEpochMilli())
                .bind("decidedBy", strike.decidedBy())
                .bind("appeal", appeal.map(Appeal::text).orElse(null))
                .bind("appealed", PeopleRows.millis(appeal.map(Appeal::at)))
                .bind("answer", answer.map(Answer::text).orElse(null))
                .bind(
                        "overturned",
                        answer.map(each -> String.valueOf(each.overturned())).orElse(null))
                .bind("answeredBy", answer.map(Answer::by).orElse(null))
                .bind("answered", PeopleRows.millis(answer.map(Answer::at)))
                .execute());
    }

    @Override
    public Optional<Strike> strike(String id) {
        return database.read(handle -> handle.createQuery("select * from strike where id = :id")
                .bind("id", id)
                .map((row, _) -> strike(row))
                .findOne());
    }

    @Override
    public List<Strike> strikes(Namespace account) {
        return database.read(handle -> handle.createQuery(
                        "select * from strike where account_key = :key order by at_millis desc, id")
                .bind("key", account.key())
                .map((row, _) -> strike(row))
                .list());
    }

    @Override
    public List<Strike> queue(int limit) {
        return database.read(handle -> handle.createQuery(QUEUE)
                .bind("limit", limit)
                .map((row, _) -> strike(row))
                .list());
    }

    @Override
    public void hold(Namespace account) {
        database.write(handle -> handle.createUpdate(HOLD)
                .bind("key", account.key())
                .bind("account", account.text())
                .execute());
    }

    @Override
    public void release(Namespace account) {
        database.write(handle -> handle.createUpdate("delete from held_account where account_key = :key")
                .bind("key", account.key())
                .execute());
    }

    @Override
    public List<Namespace> held() {
        return database.read(handle -> handle.createQuery("select account from held_account order by account_key")
                .mapTo(String.class)
                .map(Namespace::new)
                .list());
    }

    private static Strike strike(ResultSet row) throws SQLException {
        var answered = PeopleRows.instantIfAny(row, "answered_millis");
        var answer = answered.isEmpty()
                ? Optional.<Answer>empty()
                : Optional.of(new Answer(
                        Boolean.parseBoolean(row.getString("overturned")),
                        row.getString("answer"),
                        row.getString("answered_by"),
                        answered.get()));
        var appealed = PeopleRows.instantIfAny(row, "appealed_millis");
        var appeal = appealed.isEmpty()
                ? Optional.<Appeal>empty()
                : Optional.of(new Appeal(row.getString("appeal"), appealed.get(), answer));
        return new Strike(
                row.getString("id"),
                row.getString("account"),
                Step.valueOf(row.getString("step")),
                row.getString("rule"),
                row.getString("reasons"),
                row.getString("evidence"),
                row.getString("guard"),
                PeopleRows.instant(row, "at_millis"),
                PeopleRows.instant(row, "until_millis"),
                row.getString("decided_by"),
                appeal);
    }
}
