package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.RecentCommits;
import plimsoll.hub.repositories.RecentCommitsContract;

final class SqliteRecentCommitsTest extends RecentCommitsContract {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Databases.sqlite(folder);
    }

    @AfterEach
    void close() {
        database.close();
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
