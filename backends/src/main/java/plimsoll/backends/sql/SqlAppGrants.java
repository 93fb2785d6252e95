package plimsoll.backends.sql;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.AppGrant;
import plimsoll.hub.people.AppGrant.App;
import plimsoll.hub.people.AppGrants;

/// What people allowed web apps, as a table.
public final class SqlAppGrants implements AppGrants {
    private static final String ADD = """
            insert into app_grants (code, id, account_key, client_id, redirect, challenge, scope, expires_millis)
            values (:code, :id, :account, :clientId, :redirect, :challenge, :scope, :expires)
            """;

    private static final String FIND = """
            select g.id, n.name, g.client_id, g.redirect, g.challenge, g.scope, g.expires_millis, g.token
            from app_grants g join namespaces n on n.name_key = g.account_key
            where g.code = :code
            """;

    private static final String REDEEM = """
            update app_grants set token = :token where id = :id and token is null
            """;

    private final Database database;

    /// Those in `database`.
    public SqlAppGrants(Database database) {
        this.database = database;
    }

    @Override
    public void add(AppGrant grant, Sha256 code) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("code", code.hex())
                .bind("id", grant.id())
                .bind("account", grant.account().key())
                .bind("clientId", grant.app().clientId())
                .bind("redirect", grant.app().redirect())
                .bind("challenge", grant.challenge())
                .bind("scope", grant.scope().name())
                .bind("expires", grant.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<AppGrant> find(Sha256 code) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("code", code.hex())
                .map((row, _) -> new AppGrant(
                        row.getString("id"),
                        new Namespace(row.getString("name")),
                        new App(row.getString("client_id"), row.getString("redirect")),
                        row.getString("challenge"),
                        Scope.valueOf(row.getString("scope")),
                        Instant.ofEpochMilli(row.getLong("expires_millis")),
                        Optional.ofNullable(row.getString("token"))))
                .findOne());
    }

    @Override
    public boolean redeem(String id, String token) {
        return database.write(handle ->
                handle.createUpdate(REDEEM).bind("id", id).bind("token", token).execute() == 1);
    }

    @Override
    public void sweep(Instant now) {
        database.write(handle -> handle.createUpdate("delete from app_grants where expires_millis <= :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
