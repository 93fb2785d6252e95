package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.KeptTexts;

/// Texts exchanged with models, encrypted, as rows.
public final class SqlKeptTexts implements KeptTexts {
    private static final String KEEP = """
            insert into kept_text (id, account_key, account, kind, model, at_millis, until_millis, sealed)
            values (:id, :key, :account, :kind, :model, :at, :until, :sealed)
            on conflict (id) do update set model = excluded.model, at_millis = excluded.at_millis,
                until_millis = excluded.until_millis, sealed = excluded.sealed
            where kept_text.account_key = excluded.account_key
            """;

    private final Database database;

    /// The texts in `database`.
    public SqlKeptTexts(Database database) {
        this.database = database;
    }

    @Override
    public void keep(Kept text) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("id", text.id())
                .bind("key", text.account().key())
                .bind("account", text.account().text())
                .bind("kind", text.kind().name())
                .bind("model", text.model())
                .bind("at", text.at().toEpochMilli())
                .bind("until", text.until().toEpochMilli())
                .bind("sealed", Base64.getEncoder().encodeToString(text.sealed().toArray()))
                .execute());
    }

    @Override
    public Optional<Kept> find(String id) {
        return database.read(handle -> handle.createQuery("select * from kept_text where id = :id")
                .bind("id", id)
                .map((row, _) -> kept(row))
                .findOne());
    }

    @Override
    public List<Kept> of(Namespace account, Kind kind, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select * from kept_text where account_key = :key and kind = :kind
                        order by at_millis desc, id limit :limit
                        """)
                .bind("key", account.key())
                .bind("kind", kind.name())
                .bind("limit", limit)
                .map((row, _) -> kept(row))
                .list());
    }

    @Override
    public int count(Namespace account, Kind kind) {
        return database.read(
                handle -> handle.createQuery("select count(*) from kept_text where account_key = :key and kind = :kind")
                        .bind("key", account.key())
                        .bind("kind", kind.name())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public boolean delete(Namespace account, String id) {
        return database.write(
                        handle -> handle.createUpdate("delete from kept_text where account_key = :key and id = :id")
                                .bind("key", account.key())
                                .bind("id", id)
                                .execute())
                > 0;
    }

    @Override
    public int deleteAll(Kind kind) {
        return database.write(handle -> handle.createUpdate("delete from kept_text where kind = :kind")
                .bind("kind", kind.name())
                .execute());
    }

    @Override
    public int deleteAll(Namespace account) {
        return database.write(handle -> handle.createUpdate("delete from kept_text where account_key = :key")
                .bind("key", account.key())
                .execute());
    }

    @Override
    public int forget(Instant now) {
        return database.write(handle -> handle.createUpdate("delete from kept_text where until_millis <= :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                new Namespace(row.getString("account")),
                Kind.valueOf(row.getString("kind")),
                row.getString("model"),
                PeopleRows.instant(row, "at_millis"),
                PeopleRows.instant(row, "until_millis"),
                Bytes.copyOf(Base64.getDecoder().decode(row.getString("sealed"))));
    }
}
