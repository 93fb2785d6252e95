package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.Ending;
import plimsoll.domain.incident.Incident.Report;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.domain.incident.Submission;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.incident.Incidents;

/// Incidents, as rows.
public final class SqlIncidents implements Incidents {
    private static final String KEEP = """
            insert into incident (id, cause, reporter_key, reporter, contact, about, repository, words, reported_millis,
                severity, harms, regimes, aware_millis, assessment, triaged_by, triaged_millis,
                dismissed, ending, ended_by, ended_millis)
            values (:id, :cause, :key, :reporter, :contact, :about, :repository, :words, :reported,
                :severity, :harms, :regimes, :aware, :assessment, :triagedBy, :triaged,
                :dismissed, :ending, :endedBy, :ended)
            on conflict (id) do update set repository = excluded.repository, severity = excluded.severity,
                harms = excluded.harms, regimes = excluded.regimes, aware_millis = excluded.aware_millis,
                assessment = excluded.assessment, triaged_by = excluded.triaged_by,
                triaged_millis = excluded.triaged_millis, dismissed = excluded.dismissed, ending = excluded.ending,
                ended_by = excluded.ended_by, ended_millis = excluded.ended_millis
            """;

    private static final String SUBMIT = """
            insert into incident_submission (incident, number, deadline, sent_millis, sha256, body, reference, actor)
            values (:incident, :number, :deadline, :sent, :sha256, :body, :reference, :actor)
            on conflict (incident, number) do nothing
            """;

    private static final String LATEST = " order by reported_millis desc, id limit :limit";
    private static final String ALL =
            "select * from incident order by case when ended_millis is null then 0 else 1 end,"
                    + " reported_millis desc, id limit :limit";
    private static final String AFTER = "select * from incident where id > :id order by id limit :limit";
    private static final String OF = "select * from incident where reporter_key = :key" + LATEST;
    private static final String OWNED = """
            select i.* from incident i join repository r on r.id = i.repository
            where r.namespace_key in (<keys>) order by i.reported_millis desc, i.id limit :limit
            """;
    private static final String ABOUT = "select * from incident where repository = :repository" + LATEST;
    private static final String OPEN =
            "select * from incident where ended_millis is null order by reported_millis, id limit :limit";
    private static final String WAITING = """
            select count(*) from incident
            where ended_millis is null and triaged_millis is null and reporter_key is null and cause = id
            """;
    private static final String TOLD = """
            select t.* from incident_told t join incident i on i.id = t.incident where i.ended_millis is null
            """;
    private static final String TELL = """
            insert into incident_told (incident, clock, step) values (:incident, :clock, :step)
            on conflict (incident, clock) do update set step = excluded.step
            """;

    private static final String COMMA = ",";

    private final Database database;

    /// The incidents in `database`.
    public SqlIncidents(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Incident incident) {
        database.write(handle -> {
            keep(handle, incident);
            int number = 0;
            for (var submission : incident.submissions()) {
                keep(handle, incident.id(), number++, submission);
            }
            return true;
        });
    }

    private static void keep(Handle handle, Incident incident) {
        var report = incident.report();
        var triage = incident.triage();
        var ending = incident.ending();
        handle.createUpdate(KEEP)
                .bind("id", incident.id())
                .bind("cause", report.cause().isEmpty() ? incident.id() : report.cause()) // unique, either way
                .bind(
                        "key",
                        report.reporter().map(name -> new Namespace(name).key()).orElse(null))
                .bind("reporter", report.reporter().orElse(null))
                .bind("contact", report.contact())
                .bind("about", report.about())
                .bind("repository", report.repository().map(RepositoryId::hex).orElse(null))
                .bind("words", report.words())
                .bind("reported", report.at().toEpochMilli())
                .bind("severity", triage.map(each -> each.severity().word()).orElse(null))
                .bind(
                        "harms",
                        triage.map(each -> joined(each.harms(), Harm::word)).orElse(null))
                .bind(
                        "regimes",
                        triage.map(each -> joined(each.regimes(), Regime::word)).orElse(null))
                .bind("aware", PeopleRows.millis(triage.map(Triage::awareAt)))
                .bind("assessment", triage.map(Triage::assessment).orElse(null))
                .bind("triagedBy", triage.map(Triage::by).orElse(null))
                .bind("triaged", PeopleRows.millis(triage.map(Triage::at)))
                .bind("dismissed", ending.map(each -> each.dismissed() ? 1 : 0).orElse(null))
                .bind("ending", ending.map(Ending::text).orElse(null))
                .bind("endedBy", ending.map(Ending::by).orElse(null))
                .bind("ended", PeopleRows.millis(ending.map(Ending::at)))
                .execute();
    }

    private static void keep(Handle handle, String incident, int number, Submission submission) {
        handle.createUpdate(SUBMIT)
                .bind("incident", incident)
                .bind("number", number)
                .bind("deadline", submission.deadline().word())
                .bind("sent", submission.at().toEpochMilli())
                .bind("sha256", submission.sha256().hex())
                .bind("body", submission.text())
                .bind("reference", submission.reference())
                .bind("actor", submission.by())
                .execute();
    }

    @Override
    public Optional<Incident> find(String id) {
        return list("select * from incident where id = :id", query -> query.bind("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<Incident> ofCause(String cause) {
        return list("select * from incident where cause = :cause", query -> query.bind("cause", cause)).stream()
                .findFirst();
    }

    @Override
    public List<Incident> all(int limit) {
        return list(ALL, query -> query.bind("limit", limit));
    }

    @Override
    public List<Incident> after(String id, int limit) {
        return list(AFTER, query -> query.bind("id", id).bind("limit", limit));
    }

    @Override
    public List<Incident> of(Namespace reporter, int limit) {
        return list(OF, query -> query.bind("key", reporter.key()).bind("limit", limit));
    }

    @Override
    public List<Incident> about(Collection<Namespace> owners, int limit) {
        return owners.isEmpty()
                ? List.of()
                : list(
                        OWNED,
                        query -> query.bindList(
                                        "keys",
                                        owners.stream().map(Namespace::key).toList())
                                .bind("limit", limit));
    }

    @Override
    public List<Incident> about(RepositoryId repository, int limit) {
        return list(ABOUT, query -> query.bind("repository", repository.hex()).bind("limit", limit));
    }

    @Override
    public List<Incident> open(int limit) {
        return list(OPEN, query -> query.bind("limit", limit));
    }

    @Override
    public int waiting() {
        return database.read(
                handle -> handle.createQuery(WAITING).mapTo(Integer.class).one());
    }

    @Override
    public Map<Told, Urgency> told() {
        return database.read(handle -> {
            var told = new HashMap<Told, Urgency>();
            handle.createQuery(TOLD)
                    .map((row, _) -> told.put(
                            new Told(row.getString("incident"), row.getString("clock")),
                            Urgency.valueOf(row.getString("step"))))
                    .list();
            return told;
        });
    }

    @Override
    public void keep(Told told, Urgency step) {
        database.write(handle -> handle.createUpdate(TELL)
                .bind("incident", told.incident())
                .bind("clock", told.clock())
                .bind("step", step.name())
                .execute());
    }

    private List<Incident> list(String sql, Function<Query, Query> bound) {
        return database.read(handle -> {
            var found = bound.apply(handle.createQuery(sql))
                    .map((row, _) -> incident(row))
                    .list();
            return found.stream().map(each -> submitted(handle, each)).toList();
        });
    }

    private static Incident submitted(Handle handle, Incident incident) {
        var submissions = incident.triage().isEmpty()
                ? List.<Submission>of()
                : handle.createQuery("select * from incident_submission where incident = :incident order by number")
                        .bind("incident", incident.id())
                        .map((row, _) -> submission(row))
                        .list();
        return new Incident(incident.id(), incident.report(), incident.triage(), submissions, incident.ending());
    }

    private static Incident incident(ResultSet row) throws SQLException {
        var id = row.getString("id");
        var cause = row.getString("cause");
        var report = new Report(
                cause.equals(id) ? "" : cause,
                Optional.ofNullable(row.getString("reporter")),
                row.getString("contact"),
                row.getString("about"),
                Optional.ofNullable(row.getString("repository")).map(RepositoryId::new),
                row.getString("words"),
                PeopleRows.instant(row, "reported_millis"));
        return new Incident(id, report, triage(row), List.of(), ending(row));
    }

    private static Optional<Triage> triage(ResultSet row) throws SQLException {
        var at = PeopleRows.instantIfAny(row, "triaged_millis");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Triage(
                        Severity.named(row.getString("severity")).orElseThrow(),
                        split(row.getString("harms"), Harm::named),
                        split(row.getString("regimes"), Regime::named),
                        PeopleRows.instant(row, "aware_millis"),
                        row.getString("assessment"),
                        row.getString("triaged_by"),
                        at.get()));
    }

    private static Optional<Ending> ending(ResultSet row) throws SQLException {
        var at = PeopleRows.instantIfAny(row, "ended_millis");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ending(
                        row.getInt("dismissed") == 1, row.getString("ending"), row.getString("ended_by"), at.get()));
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(
                Deadline.named(row.getString("deadline")).orElseThrow(),
                PeopleRows.instant(row, "sent_millis"),
                new Sha256(row.getString("sha256")),
                row.getString("body"),
                row.getString("reference"),
                row.getString("actor"));
    }

    private static <T> String joined(Collection<T> words, Function<T, String> word) {
        return words.stream().map(word).collect(Collectors.joining(COMMA));
    }

    private static <T> SortedSet<T> split(String words, Function<String, Optional<T>> named) {
        return Stream.of(words.split(COMMA, -1))
                .filter(word -> !word.isEmpty())
                .map(word -> named.apply(word).orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
