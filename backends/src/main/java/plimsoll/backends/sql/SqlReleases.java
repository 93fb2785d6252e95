package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Holdings.Claim;
import plimsoll.domain.release.Holdings.Partnership;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.PlanText;
import plimsoll.domain.release.Recall;
import plimsoll.domain.release.Release;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Releases;

/// Releases as tables. A repository about which nothing was decided has no row, and costs one look at the key.
public final class SqlReleases implements Releases {
    private static final String PLAN = """
            select plan, incident, recalled from release_plan where repository = :repository
            """;

    private static final String RECALLS_OF = """
            select number, revision, reason, instead, actor, at_millis,
                exists (select 1 from open_recall o where o.number = recall.number) as open
            from recall
            where repository = :repository and lifted_millis is null order by number
            """;

    private static final String RELEASED = """
            select ref, oid from released_head where repository = :repository
            """;

    private static final String CLAIMS = """
            select status, terms, until_millis from access_request
            where repository = :repository and holder_key in (<keys>)
            """;

    private static final String PARTNERSHIPS = """
            select a.id, a.from_millis, a.until_millis
            from agreement_party p join agreement a on a.id = p.agreement
            where p.party_key in (<keys>)
            """;

    private static final String KEEP = """
            insert into release_plan (repository, plan, at_millis) values (:repository, :plan, :at)
            on conflict (repository) do update set plan = excluded.plan, at_millis = excluded.at_millis
            """;

    private static final String DROP_STAGES = """
            delete from release_stage where repository = :repository
            """;

    private static final String KEEP_STAGE = """
            insert into release_stage (repository, at_millis) values (:repository, :at)
            on conflict (repository, at_millis) do nothing
            """;

    private static final String INCIDENT = """
            update release_plan set incident = :open where repository = :repository
            """;

    private static final String RELEASE = """
            insert into released_head (repository, ref, oid, at_millis) values (:repository, :ref, :oid, :at)
            on conflict (repository, ref) do update set oid = excluded.oid, at_millis = excluded.at_millis
            """;

    private static final String HOLDS_OF = """
            select oid, unsafe, reason from held_commit where repository = :repository order by oid
            """;

    // A person's word is about what was found then; whatever else is found holds all the same.
    private static final String STANDING = """
            select oid, unsafe, reason from held_commit h where repository = :repository and not exists (
                select 1 from held_waiver w where w.repository = h.repository and w.oid = h.oid
                    and w.finding = h.reason and w.until_millis > :now)
            order by oid
            """;

    private static final String HOLD = """
            insert into held_commit (repository, oid, unsafe, reason) values (:repository, :oid, :unsafe, :reason)
            on conflict (repository, oid) do update set unsafe = excluded.unsafe, reason = excluded.reason
            """;

    private static final String LET_GO = """
            delete from held_commit where repository = :repository and oid = :oid
            """;

    // One row, so that two recalls at once queue up on either database.
    private static final String TAKE_NUMBER = """
            update recall_number set last = last + 1 where id = 0 returning last
            """;

    private static final String RECALL = """
            insert into recall (number, repository, page, revision, reason, instead, actor, at_millis)
            values (:number, :repository, :page, :revision, :reason, :instead, :actor, :at)
            """;

    private static final String OPEN = """
            insert into open_recall (number) values (:number)
            """;

    private static final String LIFT = """
            update recall set lifted_millis = :at
            where number = :number and repository = :repository and lifted_millis is null
            """;

    private static final String COUNT_RECALLS = """
            update release_plan set recalled =
                (select count(*) from recall where repository = :repository and lifted_millis is null)
            where repository = :repository
            """;

    private static final String REACHED = """
            select distinct repository from release_stage where at_millis > :since and at_millis <= :now
            """;

    private static final String RECALLS = """
            select number, repository, page, revision, reason, instead, actor, at_millis,
                exists (select 1 from open_recall o where o.number = recall.number) as open
            from recall
            where lifted_millis is null order by number desc limit :limit
            """;

    private final Database database;
    private final InstantSource clock;

    /// The releases in `database`.
    public SqlReleases(Database database) {
        this(database, InstantSource.system());
    }

    /// The releases in `database`, where `clock` ends what lets a held commit go.
    public SqlReleases(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Release of(Repository repository) {
        return database.read(handle -> handle.createQuery(PLAN)
                .bind("repository", repository.id().hex())
                .map((row, _) -> new Row(
                        PlanText.read(row.getString("plan")), row.getInt("incident") != 0, row.getInt("recalled") != 0))
                .findOne()
                .map(row -> row.release(handle, repository.id()))
                .orElseGet(() -> Release.of(repository.visibility()))
                .holding(holds(handle.createQuery(STANDING).bind("now", clock.millis()), repository.id())));
    }

    @Override
    public List<Hold> allHolds(RepositoryId repository) {
        return database.read(handle -> holds(handle.createQuery(HOLDS_OF), repository));
    }

    private static List<Hold> holds(Query query, RepositoryId repository) {
        return query.bind("repository", repository.hex())
                .map((row, _) ->
                        new Hold(new GitOid(row.getString("oid")), row.getInt("unsafe") != 0, row.getString("reason")))
                .list();
    }

    @Override
    public void hold(RepositoryId repository, Collection<Hold> holds, Collection<GitOid> passed) {
        database.write(handle -> {
            for (var hold : holds) {
                handle.createUpdate(HOLD)
                        .bind("repository", repository.hex())
                        .bind("oid", hold.commit().hex())
                        .bind("unsafe", hold.unsafe() ? 1 : 0)
                        .bind("reason", hold.reason())
                        .execute();
            }
            for (var commit : passed) {
                handle.createUpdate(LET_GO)
                        .bind("repository", repository.hex())
                        .bind("oid", commit.hex())
                        .execute();
            }
            return true;
        });
    }

    private record Row(ReleasePlan plan, boolean incident, boolean recalled) {
        Release release(Handle handle, RepositoryId repository) {
            return new Release(
                    plan,
                    incident,
                    recalled ? recalls(handle, repository) : List.of(),
                    plan.byHand() ? released(handle, repository) : Map.of());
        }
    }

    private static List<Recall> recalls(Handle handle, RepositoryId repository) {
        return handle.createQuery(RECALLS_OF)
                .bind("repository", repository.hex())
                .map((row, _) -> recall(row))
                .list();
    }

    private static Map<RefName, GitOid> released(Handle handle, RepositoryId repository) {
        var released = new HashMap<RefName, GitOid>();
        handle.createQuery(RELEASED)
                .bind("repository", repository.hex())
                .map((row, _) -> Map.entry(new RefName(row.getString("ref")), new GitOid(row.getString("oid"))))
                .forEach(each -> released.put(each.getKey(), each.getValue()));
        return released;
    }

    @Override
    public Holdings held(Recipient who, RepositoryId repository) {
        return switch (who) {
            case Stranger _ -> Holdings.NONE;
            case Known known ->
                database.read(handle -> new Holdings(claims(handle, known, repository), partnerships(handle, known)));
        };
    }

    /// The keys under which somebody holds something: their own, and those of their organisations.
    static List<String> keys(Known known) {
        var keys = new ArrayList<String>();
        keys.add(known.name().key());
        known.organisations().keySet().stream().map(Namespace::key).forEach(keys::add);
        return keys;
    }

    private static List<Claim> claims(Handle handle, Known known, RepositoryId repository) {
        return handle.createQuery(CLAIMS)
                .bind("repository", repository.hex())
                .bindList("keys", keys(known))
                .map((row, _) -> new Claim(
                        Status.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getString("terms")).map(Sha256::new),
                        instant(row, "until_millis")))
                .list();
    }

    private static List<Partnership> partnerships(Handle handle, Known known) {
        return handle.createQuery(PARTNERSHIPS)
                .bindList("keys", keys(known))
                .map((row, _) -> new Partnership(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("from_millis")),
                        Instant.ofEpochMilli(row.getLong("until_millis"))))
                .list();
    }

    @Override
    public void keep(RepositoryId repository, ReleasePlan plan, Instant at) {
        database.write(handle -> {
            handle.createUpdate(KEEP)
                    .bind("repository", repository.hex())
                    .bind("plan", PlanText.write(plan))
                    .bind("at", at.toEpochMilli())
                    .execute();
            handle.createUpdate(DROP_STAGES)
                    .bind("repository", repository.hex())
                    .execute();
            for (var from : plan.stages().stream().map(Stage::from).distinct().toList()) {
                handle.createUpdate(KEEP_STAGE)
                        .bind("repository", repository.hex())
                        .bind("at", from.toEpochMilli())
                        .execute();
            }
            return true;
        });
    }

    @Override
    public void incident(Repository repository, boolean open, Instant at) {
        database.write(handle -> {
            settle(handle, repository, at);
            return handle.createUpdate(INCIDENT)
                    .bind("open", open ? 1 : 0)
                    .bind("repository", repository.id().hex())
                    .execute();
        });
    }

    /// Makes sure that there is a row: whoever knew the repository by its visibility alone gets the same plan in full.
    private void settle(Handle handle, Repository repository, Instant at) {
        boolean decided = handle.createQuery(PLAN)
                .bind("repository", repository.id().hex())
                .map((row, _) -> row.getInt("incident"))
                .findOne()
                .isPresent();
        if (!decided) {
            keep(repository.id(), ReleasePlan.of(repository.visibility()), at);
        }
    }

    @Override
    public void release(RepositoryId repository, RefName ref, GitOid commit, Instant at) {
        database.write(handle -> handle.createUpdate(RELEASE)
                .bind("repository", repository.hex())
                .bind("ref", ref.text())
                .bind("oid", commit.hex())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public Recall recall(Repository repository, Recall recall) {
        return database.write(handle -> {
            settle(handle, repository, recall.at());
            long number = handle.createQuery(TAKE_NUMBER).mapTo(Long.class).one();
            handle.createUpdate(RECALL)
                    .bind("number", number)
                    .bind("repository", repository.id().hex())
                    .bind("page", repository.page())
                    .bind("revision", recall.revision().map(GitOid::hex).orElse(null))
                    .bind("reason", recall.reason())
                    .bind("instead", recall.instead())
                    .bind("actor", recall.by())
                    .bind("at", recall.at().toEpochMilli())
                    .execute();
            if (recall.open()) {
                handle.createUpdate(OPEN).bind("number", number).execute();
            }
            count(handle, repository.id());
            return recall.numbered(number);
        });
    }

    @Override
    public boolean lift(RepositoryId repository, long number, Instant at) {
        return database.write(handle -> {
            int lifted = handle.createUpdate(LIFT)
                    .bind("at", at.toEpochMilli())
                    .bind("number", number)
                    .bind("repository", repository.hex())
                    .execute();
            count(handle, repository);
            return lifted == 1;
        });
    }

    private static void count(Handle handle, RepositoryId repository) {
        handle.createUpdate(COUNT_RECALLS).bind("repository", repository.hex()).execute();
    }

    @Override
    public List<RepositoryId> reached(Instant since, Instant now) {
        return database.read(handle -> handle.createQuery(REACHED)
                .bind("since", since.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> new RepositoryId(row.getString("repository")))
                .list());
    }

    @Override
    public List<Called> recalls(int limit) {
        return database.read(handle -> handle.createQuery(RECALLS)
                .bind("limit", limit)
                .map((row, _) ->
                        new Called(new RepositoryId(row.getString("repository")), row.getString("page"), recall(row)))
                .list());
    }

    @Override
    public void forget(RepositoryId repository) {
        database.write(handle -> {
            for (var table : List.of(
                    "release_plan", "release_stage", "released_head", "held_commit", "held_waiver", "access_request")) {
                handle.createUpdate("delete from %s where repository = :repository".formatted(table))
                        .bind("repository", repository.hex())
                        .execute();
            }
            return true;
        });
    }

    private static Recall recall(ResultSet row) throws SQLException {
        return new Recall(
                row.getLong("number"),
                Optional.ofNullable(row.getString("revision")).map(GitOid::new),
                row.getString("reason"),
                row.getString("instead"),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                row.getBoolean("open"));
    }

    /// A time that may be missing.
    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
