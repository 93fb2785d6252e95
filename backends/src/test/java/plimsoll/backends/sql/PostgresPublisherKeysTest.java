package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.attestation.PublisherKeys;
import plimsoll.hub.attestation.PublisherKeysContract;
import plimsoll.hub.ledger.Transactions;

final class PostgresPublisherKeysTest extends PublisherKeysContract {
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
    protected PublisherKeys keys() {
        return new SqlPublisherKeys(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
