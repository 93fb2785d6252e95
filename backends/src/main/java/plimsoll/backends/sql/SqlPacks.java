package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.line.Packs;

/// Packs of rules as rows. The number is the primary key: of two who propose at the same moment one fails, and tries
/// again.
public final class SqlPacks implements Packs {
    private static final String PROPOSE = """
            insert into rule_pack (number, id, body, proposed_by, role, at_millis)
            select coalesce(max(number), 0) + 1, :id, :body, :by, :role, :at from rule_pack
            returning number, id, body, proposed_by, role, at_millis
            """;

    private static final String WAITING = """
            select number, id, body, proposed_by, role, at_millis from rule_pack where adopted is null
            """;

    private static final String ADOPTED = """
            select number, id, body, proposed_by, role, at_millis from rule_pack p
            where adopted = 1 and decided_millis is not null and not exists
              (select 1 from rule_pack later where later.id = p.id and later.adopted = 1
               and (later.decided_millis > p.decided_millis
                    or later.decided_millis = p.decided_millis and later.number > p.number))
            order by id
            """;

    private static final String DECIDE = """
            update rule_pack set adopted = :adopted, decided_by = :by, decided_millis = :at
            where number = :number and adopted is null
            """;

    private final Database database;

    /// The packs in `database`.
    public SqlPacks(Database database) {
        this.database = database;
    }

    @Override
    public Proposal propose(String id, String text, String by, SiteRole as, Instant at) {
        return database.writeWithin(handle -> handle.createQuery(PROPOSE)
                .bind("id", id)
                .bind("body", text)
                .bind("by", by)
                .bind("role", as.name())
                .bind("at", at.toEpochMilli())
                .map((row, _) -> proposal(row))
                .one());
    }

    @Override
    public Optional<Proposal> waiting(long number) {
        return database.read(handle -> handle.createQuery(WAITING + " and number = :number")
                .bind("number", number)
                .map((row, _) -> proposal(row))
                .findOne());
    }

    @Override
    public List<Proposal> waiting() {
        return database.read(handle -> handle.createQuery(WAITING + " order by number")
                .map((row, _) -> proposal(row))
                .list());
    }

    @Override
    public boolean decide(long number, boolean adopted, String by, Instant at) {
        return database.writeWithin(handle -> handle.createUpdate(DECIDE)
                        .bind("adopted", adopted ? 1 : 0)
                        .bind("by", by)
                        .bind("at", at.toEpochMilli())
                        .bind("number", number)
                        .execute())
                > 0;
    }

    @Override
    public List<Proposal> adopted() {
        return database.read(handle ->
                handle.createQuery(ADOPTED).map((row, _) -> proposal(row)).list());
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getLong("number"),
                row.getString("id"),
                row.getString("body"),
                row.getString("proposed_by"),
                SiteRole.valueOf(row.getString("role")),
                Instant.ofEpochMilli(row.getLong("at_millis")));
    }
}
