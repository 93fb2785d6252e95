package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.RefusalReports;

/// Reports that something was wrongly stopped, as rows.
public final class SqlRefusalReports implements RefusalReports {
    private static final String KEEP = """
            insert into refusal_report (id, account_key, account, text_hash, reasons, words, at_millis, answer,
                answered_by, answered_millis)
            values (:id, :key, :account, :text, :reasons, :words, :at, :answer, :by, :answered)
            on conflict (id) do update set answer = excluded.answer, answered_by = excluded.answered_by,
                answered_millis = excluded.answered_millis
            """;

    private static final String QUEUE = """
            select * from refusal_report
            order by case when answer is null then at_millis else %d - at_millis end limit :limit
            """.formatted(Long.MAX_VALUE);

    private static final String WRONG = "wrong";
    private static final String RIGHT = "right";

    private final Database database;

    /// The reports in `database`.
    public SqlRefusalReports(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Report report) {
        var answer = report.answer();
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("id", report.id())
                .bind("key", new Namespace(report.account()).key())
                .bind("account", report.account())
                .bind("text", report.text())
                .bind("reasons", report.reasons())
                .bind("words", report.words())
                .bind("at", report.at().toEpochMilli())
                .bind("answer", answer.map(each -> each.wrong() ? WRONG : RIGHT).orElse(null))
                .bind("by", answer.map(Answer::by).orElse(null))
                .bind("answered", PeopleRows.millis(answer.map(Answer::at)))
                .execute());
    }

    @Override
    public Optional<Report> report(String id) {
        return database.read(handle -> handle.createQuery("select * from refusal_report where id = :id")
                .bind("id", id)
                .map((row, _) -> report(row))
                .findOne());
    }

    @Override
    public List<Report> of(Namespace account, int limit) {
        return database.read(handle -> handle.createQuery(
                        "select * from refusal_report where account_key = :key order by at_millis desc, id limit :limit")
                .bind("key", account.key())
                .bind("limit", limit)
                .map((row, _) -> report(row))
                .list());
    }

    @Override
    public List<Report> queue(int limit) {
        return database.read(handle -> handle.createQuery(QUEUE)
                .bind("limit", limit)
                .map((row, _) -> report(row))
                .list());
    }

    private static Report report(ResultSet row) throws SQLException {
        var answered = PeopleRows.instantIfAny(row, "answered_millis");
        var answer = answered.isEmpty()
                ? Optional.<Answer>empty()
                : Optional.of(new Answer(
                        WRONG.equals(row.getString("answer")), row.getString("answered_by"), answered.get()));
        return new Report(
                row.getString("id"),
                row.getString("account"),
                row.getString("text_hash"),
                row.getString("reasons"),
                row.getString("words"),
                PeopleRows.instant(row, "at_millis"),
                answer);
    }
}
