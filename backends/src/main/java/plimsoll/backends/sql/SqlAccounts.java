package plimsoll.backends.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.people.Accounts;

/// Accounts as a table, beside the one that keeps every name once.
public final class SqlAccounts implements Accounts {
    /// Takes a name for an account or an organisation, if nobody has it.
    static final String TAKE_NAME = """
            insert into namespaces (name_key, name, kind) values (:key, :name, :kind) on conflict do nothing
            """;

    private static final String ADD = """
            insert into accounts (name_key, id, full_name, email, role, standing, opened_millis)
            values (:key, :id, :fullName, :email, :role, :standing, :opened)
            """;

    private static final String CHANGE = """
            update accounts set full_name = :fullName, email = :email, role = :role, standing = :standing
            where name_key = :key
            """;

    private static final String SELECT =
            "select " + PeopleRows.ACCOUNT + " from accounts a join namespaces n on n.name_key = a.name_key ";

    private static final String FIND = SELECT + "where a.name_key = :key";
    private static final String LIST = SELECT + "where a.name_key > :after order by a.name_key limit :limit";

    private static final String SEARCH = SELECT + """
            where a.name_key > :after
                and (a.name_key like :like escape '!' or lower(a.full_name) like :like escape '!'
                    or lower(coalesce(a.email, '')) like :like escape '!')
                and (:role = '' or a.role = :role) and (:standing = '' or a.standing = :standing)
            order by a.name_key limit :limit
            """;

    // Changes nothing, but locks the rows where there are several writers.
    private static final String HOLD_ADMINS = """
            update accounts set role = role where role = 'ADMIN' and standing = 'ACTIVE'
            """;

    private final Database database;

    /// The accounts in `database`.
    public SqlAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Account> find(Namespace name) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("key", name.key())
                .map((row, _) -> PeopleRows.account(row))
                .findOne());
    }

    @Override
    public boolean add(Account account) {
        return database.write(handle -> {
            if (!takeName(handle, account.name(), "ACCOUNT")) {
                return false;
            }
            handle.createUpdate(ADD)
                    .bind("key", account.name().key())
                    .bind("id", account.id())
                    .bind("fullName", account.fullName())
                    .bind("email", account.email().orElse(null))
                    .bind("role", account.role().name())
                    .bind("standing", account.standing().name())
                    .bind("opened", account.openedAt().toEpochMilli())
                    .execute();
            return true;
        });
    }

    @Override
    public void change(Account account) {
        database.write(handle -> handle.createUpdate(CHANGE)
                .bind("key", account.name().key())
                .bind("fullName", account.fullName())
                .bind("email", account.email().orElse(null))
                .bind("role", account.role().name())
                .bind("standing", account.standing().name())
                .execute());
    }

    @Override
    public List<Account> list(String after, int limit) {
        return database.read(handle -> handle.createQuery(LIST)
                .bind("after", after.toLowerCase(Locale.ROOT))
                .bind("limit", limit)
                .map((row, _) -> PeopleRows.account(row))
                .list());
    }

    @Override
    public List<Account> search(Wanted wanted, String after, int limit) {
        var part = wanted.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
        return database.read(handle -> handle.createQuery(SEARCH)
                .bind("after", after.toLowerCase(Locale.ROOT))
                .bind("like", "%" + part + "%")
                .bind("role", wanted.role().map(SiteRole::name).orElse(""))
                .bind("standing", wanted.standing().map(Standing::name).orElse(""))
                .bind("limit", limit)
                .map((row, _) -> PeopleRows.account(row))
                .list());
    }

    @Override
    public boolean isEmpty() {
        return list("", 1).isEmpty();
    }

    @Override
    public int holdAdmins() {
        return database.writeWithin(handle -> handle.createUpdate(HOLD_ADMINS).execute());
    }

    @Override
    public Optional<String> password(Namespace name) {
        return database.read(handle -> handle.createQuery(
                        "select password from accounts where name_key = :key and password is not null")
                .bind("key", name.key())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void setPassword(Namespace name, String hash) {
        database.write(handle -> handle.createUpdate("update accounts set password = :hash where name_key = :key")
                .bind("key", name.key())
                .bind("hash", hash)
                .execute());
    }

    static boolean takeName(Handle handle, Namespace name, String kind) {
        return handle.createUpdate(TAKE_NAME)
                        .bind("key", name.key())
                        .bind("name", name.text())
                        .bind("kind", kind)
                        .execute()
                == 1;
    }
}
