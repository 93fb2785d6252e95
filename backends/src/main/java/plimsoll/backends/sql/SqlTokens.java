package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.Token;
import plimsoll.hub.people.Tokens;

/// Access tokens as a table.
public final class SqlTokens implements Tokens {
    private static final String ADD = """
            insert into tokens (secret, id, account_key, display_name, scope, created_millis, expires_millis,
                last_used_millis, family)
            values (:secret, :id, :account, :displayName, :scope, :created, :expires, :lastUsed, :family)
            """;

    private static final String SELECT = """
            select t.id, n.name, t.display_name, t.scope, t.created_millis, t.expires_millis, t.last_used_millis,
                t.family
            from tokens t join namespaces n on n.name_key = t.account_key
            """;

    private static final String FIND = SELECT + "where t.secret = :secret";
    private static final String OF = SELECT + "where t.account_key = :account order by t.created_millis desc, t.id";

    private static final String EXPIRE_FAMILY = """
            update tokens set expires_millis = :at
            where family = :family and (expires_millis is null or expires_millis > :at)
            """;

    private final Database database;

    /// The tokens in `database`.
    public SqlTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(Token token, Sha256 secret) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("secret", secret.hex())
                .bind("id", token.id())
                .bind("account", token.account().key())
                .bind("displayName", token.displayName())
                .bind("scope", token.scope().name())
                .bind("created", token.createdAt().toEpochMilli())
                .bind("expires", PeopleRows.millis(token.expiresAt()))
                .bind("lastUsed", PeopleRows.millis(token.lastUsedAt()))
                .bind("family", token.family().orElse(null))
                .execute());
    }

    @Override
    public Optional<Token> find(Sha256 secret) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("secret", secret.hex())
                .map((row, _) -> token(row))
                .findOne());
    }

    @Override
    public List<Token> of(Namespace account) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("account", account.key())
                .map((row, _) -> token(row))
                .list());
    }

    @Override
    public boolean remove(Namespace account, String id) {
        return database.write(
                handle -> handle.createUpdate("delete from tokens where account_key = :account and id = :id")
                                .bind("account", account.key())
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    @Override
    public void removeFamily(String family) {
        database.write(handle -> handle.createUpdate("delete from tokens where family = :family")
                .bind("family", family)
                .execute());
    }

    @Override
    public void expireFamily(String family, Instant at) {
        database.write(handle -> handle.createUpdate(EXPIRE_FAMILY)
                .bind("family", family)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void used(String id, Instant at) {
        database.write(handle -> handle.createUpdate("update tokens set last_used_millis = :at where id = :id")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void sweep(Instant now) {
        database.write(handle -> handle.createUpdate("delete from tokens where expires_millis < :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"),
                new Namespace(row.getString("name")),
                row.getString("display_name"),
                Scope.valueOf(row.getString("scope")),
                PeopleRows.instant(row, "created_millis"),
                PeopleRows.instantIfAny(row, "expires_millis"),
                PeopleRows.instantIfAny(row, "last_used_millis"),
                Optional.ofNullable(row.getString("family")));
    }
}
