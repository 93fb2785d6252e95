package plimsoll.backends.sql;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.ledger.Bookmarks;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.JournalContract;
import plimsoll.hub.ledger.Transactions;

final class SqliteJournalTest extends JournalContract {
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
        return new SqlJournal(database, InstantSource.fixed(Instant.EPOCH));
    }

    @Override
    protected Bookmarks bookmarks() {
        return new SqlBookmarks(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
