package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.attestation.Reproductions;
import plimsoll.hub.attestation.ReproductionsContract;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

final class PostgresReproductionsTest extends ReproductionsContract {
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
