package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.attestation.PublisherKeys;
import plimsoll.hub.attestation.PublisherKeysContract;
import plimsoll.hub.ledger.Transactions;

final class SqlitePublisherKeysTest extends PublisherKeysContract {
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
    protected PublisherKeys keys() {
        return new SqlPublisherKeys(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
