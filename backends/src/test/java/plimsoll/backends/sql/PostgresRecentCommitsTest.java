package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.RecentCommits;
import plimsoll.hub.repositories.RecentCommitsContract;

final class PostgresRecentCommitsTest extends RecentCommitsContract {
    private Database database;

    @BeforeEach
    void open() throws Exception {
        database = Databases.postgres();
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    protected RecentCommits recent() {
        return new SqlRecentCommits(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
