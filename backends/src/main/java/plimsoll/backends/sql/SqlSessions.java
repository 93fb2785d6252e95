package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.people.Client;
import plimsoll.hub.people.Session;
import plimsoll.hub.people.Sessions;

/// Sessions and one-time links as tables.
public final class SqlSessions implements Sessions {
    private static final String ADD = """
            insert into sessions (secret, id, account_key, client_name, client_address, started_millis,
                last_seen_millis, expires_millis)
            values (:secret, :id, :account, :clientName, :clientAddress, :started, :lastSeen, :expires)
            """;

    private static final String SELECT = """
            select s.id, n.name, s.client_name, s.client_address, s.started_millis, s.last_seen_millis,
                s.expires_millis
            from sessions s join namespaces n on n.name_key = s.account_key
            """;

    private static final String FIND = SELECT + "where s.secret = :secret";

    private static final String OF = SELECT + """
            where s.account_key = :account and s.expires_millis > :now order by s.started_millis desc, s.id
            """;

    private static final String SEEN = """
            update sessions set last_seen_millis = :at, expires_millis = :expires where id = :id
            """;

    private static final String ADD_LINK = """
            insert into sign_in_links (secret, account_key, expires_millis) values (:secret, :account, :expires)
            """;

    // Of two callers at the same moment one deletes the row and is told whose it was.
    private static final String TAKE_LINK = """
            delete from sign_in_links where secret = :secret and expires_millis > :now
            returning account_key
            """;

    private final Database database;

    /// The sessions in `database`.
    public SqlSessions(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session, Sha256 secret) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("secret", secret.hex())
                .bind("id", session.id())
                .bind("account", session.account().key())
                .bind("clientName", session.client().name())
                .bind("clientAddress", session.client().address())
                .bind("started", session.startedAt().toEpochMilli())
                .bind("lastSeen", session.lastSeenAt().toEpochMilli())
                .bind("expires", session.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Session> find(Sha256 secret) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("secret", secret.hex())
                .map((row, _) -> session(row))
                .findOne());
    }

    @Override
    public List<Session> of(Namespace account, Instant now) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("account", account.key())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> session(row))
                .list());
    }

    @Override
    public boolean remove(Namespace account, String id) {
        return database.write(
                handle -> handle.createUpdate("delete from sessions where account_key = :account and id = :id")
                                .bind("account", account.key())
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    @Override
    public void removeAll(Namespace account) {
        database.write(handle -> {
            handle.createUpdate("delete from sessions where account_key = :account")
                    .bind("account", account.key())
                    .execute();
            return handle.createUpdate("delete from sign_in_links where account_key = :account")
                    .bind("account", account.key())
                    .execute();
        });
    }

    @Override
    public void seen(String id, Instant at, Instant expiresAt) {
        database.write(handle -> handle.createUpdate(SEEN)
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .bind("expires", expiresAt.toEpochMilli())
                .execute());
    }

    @Override
    public void addLink(Sha256 secret, Namespace account, Instant expiresAt) {
        database.write(handle -> handle.createUpdate(ADD_LINK)
                .bind("secret", secret.hex())
                .bind("account", account.key())
                .bind("expires", expiresAt.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Namespace> takeLink(Sha256 secret, Instant now) {
        return database.write(handle -> handle.createQuery(TAKE_LINK)
                .bind("secret", secret.hex())
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .findOne()
                .map(key -> name(handle, key)));
    }

    private static Namespace name(Handle handle, String key) {
        return handle.createQuery("select name from namespaces where name_key = :key")
                .bind("key", key)
                .map((row, _) -> new Namespace(row.getString("name")))
                .one();
    }

    @Override
    public void sweep(Instant now) {
        database.write(handle -> {
            handle.createUpdate("delete from sessions where expires_millis < :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            return handle.createUpdate("delete from sign_in_links where expires_millis < :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                new Namespace(row.getString("name")),
                new Client(row.getString("client_name"), row.getString("client_address")),
                PeopleRows.instant(row, "started_millis"),
                PeopleRows.instant(row, "last_seen_millis"),
                PeopleRows.instant(row, "expires_millis"));
    }
}
