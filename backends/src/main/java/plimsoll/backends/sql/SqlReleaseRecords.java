package plimsoll.backends.sql;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.release.PlanText;
import plimsoll.hub.release.AccessRequest;
import plimsoll.hub.release.ReleaseRecords;

/// Records about releases, from the tables that keep them; each page begins at a key.
public final class SqlReleaseRecords implements ReleaseRecords {
    private static final String STATES = """
            select %s, r.level, r.gating, r.partners, r.recalled, p.plan, p.incident, p.at_millis as decided_millis
            from repository r left join release_plan p on p.repository = r.id
            where r.id > :after order by r.id limit :limit
            """.formatted(Rows.IDENTITY);

    private static final String GRANTS = """
            select %s from access_request
            where repository > :repository or (repository = :repository and holder_key > :holder)
            order by repository, holder_key limit :limit
            """.formatted(SqlAccessRequests.COLUMNS);

    private final Database database;

    /// The records in `database`.
    public SqlReleaseRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<State> states(String after, int limit) {
        return database.read(handle -> handle.createQuery(STATES)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new State(
                        Rows.repository(row),
                        Rows.showing(row),
                        Optional.ofNullable(row.getString("plan")).map(PlanText::read),
                        row.getInt("incident") != 0,
                        SqlReleases.instant(row, "decided_millis")))
                .list());
    }

    @Override
    public List<AccessRequest> grants(Optional<AccessRequest> after, int limit) {
        return database.read(handle -> handle.createQuery(GRANTS)
                .bind("repository", after.map(last -> last.repository().hex()).orElse(""))
                .bind("holder", after.map(last -> last.holder().key()).orElse(""))
                .bind("limit", limit)
                .map((row, _) -> SqlAccessRequests.request(row))
                .list());
    }
}
