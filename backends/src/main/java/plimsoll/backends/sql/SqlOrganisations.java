package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.identity.Membership;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.hub.people.Organisations;

/// Organisations and memberships as tables.
public final class SqlOrganisations implements Organisations {
    private static final String ADD = """
            insert into organisations (name_key, id, full_name, founded_millis) values (:key, :id, :fullName, :founded)
            """;

    private static final String SELECT =
            "select " + PeopleRows.ORGANISATION + " from organisations o join namespaces m on m.name_key = o.name_key ";

    private static final String FIND = SELECT + "where o.name_key = :key";
    private static final String LIST = SELECT + "where o.name_key > :after order by o.name_key limit :limit";

    private static final String MEMBERSHIPS =
            "select s.role as membership_role, " + PeopleRows.ACCOUNT + ", " + PeopleRows.ORGANISATION + """
             from memberships s
            join accounts a on a.name_key = s.account_key
            join namespaces n on n.name_key = a.name_key
            join organisations o on o.name_key = s.organisation_key
            join namespaces m on m.name_key = o.name_key
            """;

    private static final String OF = MEMBERSHIPS + "where s.account_key = :key order by s.organisation_key";

    private static final String MEMBERS = MEMBERSHIPS + """
            where s.organisation_key = :key and s.account_key > :after order by s.account_key limit :limit
            """;

    private static final String ROLE = """
            select role from memberships where organisation_key = :organisation and account_key = :account
            """;

    // Changes nothing, but locks the rows where there are several writers.
    private static final String HOLD_ADMINS = """
            update memberships set role = role where organisation_key = :key and role = 'ADMIN'
            """;

    private static final String SET_ROLE = """
            insert into memberships (organisation_key, account_key, role) values (:organisation, :account, :role)
            on conflict (organisation_key, account_key) do update set role = excluded.role
            """;

    private static final String REMOVE = """
            delete from memberships where organisation_key = :organisation and account_key = :account
            """;

    private final Database database;

    /// The organisations in `database`.
    public SqlOrganisations(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Organisation> find(Namespace name) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("key", name.key())
                .map((row, _) -> PeopleRows.organisation(row))
                .findOne());
    }

    @Override
    public boolean add(Organisation organisation) {
        return database.write(handle -> {
            if (!SqlAccounts.takeName(handle, organisation.name(), "ORGANISATION")) {
                return false;
            }
            handle.createUpdate(ADD)
                    .bind("key", organisation.name().key())
                    .bind("id", organisation.id())
                    .bind("fullName", organisation.fullName())
                    .bind("founded", organisation.foundedAt().toEpochMilli())
                    .execute();
            return true;
        });
    }

    @Override
    public List<Organisation> list(String after, int limit) {
        return database.read(handle -> handle.createQuery(LIST)
                .bind("after", after.toLowerCase(Locale.ROOT))
                .bind("limit", limit)
                .map((row, _) -> PeopleRows.organisation(row))
                .list());
    }

    @Override
    public List<Membership> of(Namespace account) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("key", account.key())
                .map((row, _) -> membership(row))
                .list());
    }

    @Override
    public List<Membership> members(Namespace organisation, String after, int limit) {
        return database.read(handle -> handle.createQuery(MEMBERS)
                .bind("key", organisation.key())
                .bind("after", after.toLowerCase(Locale.ROOT))
                .bind("limit", limit)
                .map((row, _) -> membership(row))
                .list());
    }

    @Override
    public Optional<OrganisationRole> role(Namespace organisation, Namespace account) {
        return database.read(handle -> handle.createQuery(ROLE)
                .bind("organisation", organisation.key())
                .bind("account", account.key())
                .map((row, _) -> OrganisationRole.valueOf(row.getString("role")))
                .findOne());
    }

    @Override
    public int holdAdmins(Namespace organisation) {
        return database.writeWithin(handle ->
                handle.createUpdate(HOLD_ADMINS).bind("key", organisation.key()).execute());
    }

    @Override
    public void setRole(Namespace organisation, Namespace account, OrganisationRole role) {
        database.write(handle -> handle.createUpdate(SET_ROLE)
                .bind("organisation", organisation.key())
                .bind("account", account.key())
                .bind("role", role.name())
                .execute());
    }

    @Override
    public void remove(Namespace organisation, Namespace account) {
        database.write(handle -> handle.createUpdate(REMOVE)
                .bind("organisation", organisation.key())
                .bind("account", account.key())
                .execute());
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                PeopleRows.organisation(row),
                PeopleRows.account(row),
                OrganisationRole.valueOf(row.getString("membership_role")));
    }
}
