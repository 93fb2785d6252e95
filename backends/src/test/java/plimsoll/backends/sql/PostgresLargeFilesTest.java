package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.LargeFilesContract;
import plimsoll.hub.content.ReachMarks;
import plimsoll.hub.ledger.Transactions;

final class PostgresLargeFilesTest extends LargeFilesContract {
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
    protected LargeFiles files() {
        return new SqlLargeFiles(database);
    }

    @Override
    protected ReachMarks marks() {
        return new SqlLargeFiles(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
