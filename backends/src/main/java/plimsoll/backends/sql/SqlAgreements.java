package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Agreement;
import plimsoll.hub.release.Agreements;

/// Agreements as rows.
public final class SqlAgreements implements Agreements {
    private static final String COLUMNS =
            "id, owner_key, owner, title, document, signatories, from_millis, until_millis";

    private static final String FIND = """
            select %s from agreement where id = :id
            """.formatted(COLUMNS);

    private static final String OF = """
            select %s from agreement where owner_key = :owner order by until_millis desc, id
            """.formatted(COLUMNS);

    private static final String ALL = """
            select %s from agreement order by until_millis desc, id limit :limit
            """.formatted(COLUMNS);

    private static final String PARTIES = """
            select party from agreement_party where agreement = :id order by party_key
            """;

    private static final String KEEP = """
            insert into agreement (%s)
            values (:id, :owner_key, :owner, :title, :document, :signatories, :from, :until)
            on conflict (id) do update set title = excluded.title, document = excluded.document,
                signatories = excluded.signatories, from_millis = excluded.from_millis,
                until_millis = excluded.until_millis
            """.formatted(COLUMNS);

    private static final String DROP_PARTIES = """
            delete from agreement_party where agreement = :id
            """;

    private static final String KEEP_PARTY = """
            insert into agreement_party (agreement, party_key, party) values (:id, :key, :party)
            on conflict (agreement, party_key) do nothing
            """;

    private final Database database;

    /// The agreements in `database`.
    public SqlAgreements(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Agreement> find(String id) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("id", id)
                .map((row, _) -> Row.of(row))
                .findOne()
                .map(row -> row.agreement(handle)));
    }

    @Override
    public void keep(Agreement agreement) {
        database.write(handle -> {
            handle.createUpdate(KEEP)
                    .bind("id", agreement.id())
                    .bind("owner_key", agreement.owner().key())
                    .bind("owner", agreement.owner().text())
                    .bind("title", agreement.title())
                    .bind("document", agreement.document().hex())
                    .bind("signatories", agreement.signatories())
                    .bind("from", agreement.from().toEpochMilli())
                    .bind("until", agreement.until().toEpochMilli())
                    .execute();
            handle.createUpdate(DROP_PARTIES).bind("id", agreement.id()).execute();
            for (var party : agreement.parties()) {
                handle.createUpdate(KEEP_PARTY)
                        .bind("id", agreement.id())
                        .bind("key", party.key())
                        .bind("party", party.text())
                        .execute();
            }
            return true;
        });
    }

    @Override
    public List<Agreement> of(Namespace owner) {
        return database.read(
                handle -> handle.createQuery(OF).bind("owner", owner.key()).map((row, _) -> Row.of(row)).list().stream()
                        .map(row -> row.agreement(handle))
                        .toList());
    }

    @Override
    public List<Agreement> all(int limit) {
        return database.read(
                handle -> handle.createQuery(ALL).bind("limit", limit).map((row, _) -> Row.of(row)).list().stream()
                        .map(row -> row.agreement(handle))
                        .toList());
    }

    private record Row(
            String id, String owner, String title, String document, String signatories, Instant from, Instant until) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("owner"),
                    row.getString("title"),
                    row.getString("document"),
                    row.getString("signatories"),
                    Instant.ofEpochMilli(row.getLong("from_millis")),
                    Instant.ofEpochMilli(row.getLong("until_millis")));
        }

        Agreement agreement(Handle handle) {
            var parties = handle.createQuery(PARTIES)
                    .bind("id", id)
                    .map((row, _) -> new Namespace(row.getString("party")))
                    .list();
            return new Agreement(
                    id, new Namespace(owner), title, new Sha256(document), parties, signatories, from, until);
        }
    }
}
