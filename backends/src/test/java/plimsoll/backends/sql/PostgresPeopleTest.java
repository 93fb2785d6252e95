package plimsoll.backends.sql;

import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import plimsoll.hub.people.AccountsContract;
import plimsoll.hub.people.AppGrantsContract;
import plimsoll.hub.people.DevicesContract;
import plimsoll.hub.people.InvitationsContract;
import plimsoll.hub.people.OrganisationsContract;
import plimsoll.hub.people.PeopleStores;
import plimsoll.hub.people.SessionsContract;
import plimsoll.hub.people.TokensContract;

final class PostgresPeopleTest {
    private static Database database;

    @BeforeAll
    static void open() throws SQLException {
        database = Databases.postgres();
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void empty() {
        PeopleTables.empty(database);
    }

    private PeopleStores stores(InstantSource clock) {
        return SqlPeople.stores(database, new SqlJournal(database, clock));
    }

    @Nested
    final class Accounts extends AccountsContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class Organisations extends OrganisationsContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class Tokens extends TokensContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class Sessions extends SessionsContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class Invitations extends InvitationsContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class Devices extends DevicesContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }

    @Nested
    final class AppGrants extends AppGrantsContract {
        @Override
        protected PeopleStores open(InstantSource clock) {
            return stores(clock);
        }
    }
}
