package plimsoll.backends.sql;

import plimsoll.hub.ledger.Journal;
import plimsoll.hub.people.PeopleStores;

/// All tables about people, together.
public final class SqlPeople {
    private SqlPeople() {}

    /// Those in `database`, with the journal that records their deeds there.
    public static PeopleStores stores(Database database, Journal journal) {
        return new PeopleStores(
                database,
                journal,
                new SqlAccounts(database),
                new SqlOrganisations(database),
                new SqlTokens(database),
                new SqlSessions(database),
                new SqlInvitations(database),
                new SqlDevices(database),
                new SqlAppGrants(database));
    }
}
