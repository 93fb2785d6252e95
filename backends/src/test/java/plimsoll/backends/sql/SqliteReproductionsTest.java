package plimsoll.backends.sql;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.attestation.Reproductions;
import plimsoll.hub.attestation.ReproductionsContract;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

final class SqliteReproductionsTest extends ReproductionsContract {
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
    protected Reproductions reproductions() {
        return new SqlReproductions(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }

    @Override
    protected Journal journal() {
        return new SqlJournal(database, InstantSource.system());
    }
}
