package plimsoll.backends.sql;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.ledger.Bookmarks;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.JournalContract;
import plimsoll.hub.ledger.Transactions;

final class PostgresJournalTest extends JournalContract {
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
