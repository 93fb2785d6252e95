package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Waiver;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.Waivers;

/// Held commits that a person let go, as rows.
public final class SqlWaivers implements Waivers {
    private static final String OF = "select * from held_waiver where repository = :repository order by oid";

    private static final String KEEP = """
            insert into held_waiver (repository, oid, finding, reason, actor, at_millis, until_millis)
            values (:repository, :oid, :finding, :reason, :actor, :at, :until)
            on conflict (repository, oid) do update set finding = excluded.finding, reason = excluded.reason,
                actor = excluded.actor, at_millis = excluded.at_millis, until_millis = excluded.until_millis
            """;

    private static final String END = "delete from held_waiver where repository = :repository and oid = :oid";
    private static final String ENDED =
            "select distinct repository from held_waiver where until_millis <= :now order by repository";

    private final Database database;

    /// Those in `database`.
    public SqlWaivers(Database database) {
        this.database = database;
    }

    @Override
    public List<Waiver> of(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("repository", repository.hex())
                .map((row, _) -> new Waiver(
                        new GitOid(row.getString("oid")),
                        row.getString("finding"),
                        row.getString("reason"),
                        row.getString("actor"),
                        PeopleRows.instant(row, "at_millis"),
                        PeopleRows.instant(row, "until_millis")))
                .list());
    }

    @Override
    public void keep(RepositoryId repository, Waiver waiver) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("repository", repository.hex())
                .bind("oid", waiver.commit().hex())
                .bind("finding", waiver.finding())
                .bind("reason", waiver.reason())
                .bind("actor", waiver.by())
                .bind("at", waiver.at().toEpochMilli())
                .bind("until", waiver.until().toEpochMilli())
                .execute());
    }

    @Override
    public boolean end(RepositoryId repository, GitOid commit) {
        return database.write(handle -> handle.createUpdate(END)
                        .bind("repository", repository.hex())
                        .bind("oid", commit.hex())
                        .execute()
                == 1);
    }

    @Override
    public List<RepositoryId> ended(Instant now) {
        return database.read(handle -> handle.createQuery(ENDED)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> new RepositoryId(row.getString("repository")))
                .list());
    }
}
