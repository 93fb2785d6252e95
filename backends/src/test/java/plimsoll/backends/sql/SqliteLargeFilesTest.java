package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.LargeFilesContract;
import plimsoll.hub.content.ReachMarks;
import plimsoll.hub.ledger.Transactions;

final class SqliteLargeFilesTest extends LargeFilesContract {
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = Databases.sqlite(folder);
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
