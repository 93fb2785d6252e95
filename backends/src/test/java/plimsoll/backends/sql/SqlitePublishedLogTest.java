package plimsoll.backends.sql;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.LogEntries;
import plimsoll.hub.ledger.PublishedLog;
import plimsoll.hub.ledger.PublishedLogContract;
import plimsoll.hub.ledger.Transactions;

final class SqlitePublishedLogTest extends PublishedLogContract {
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
    protected Journal journal() {
        return new SqlJournal(database, InstantSource.system());
    }

    @Override
    protected Transactions transactions() {
        return database;
    }

    @Override
    protected LogEntries entries() {
        return new SqlLogEntries(database);
    }

    @Override
    protected PublishedLog published() {
        return new SqlPublishedLog(database);
    }
}
