package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.attestation.ModelSignatures;
import plimsoll.hub.attestation.ModelSignaturesContract;
import plimsoll.hub.ledger.Transactions;

final class PostgresModelSignaturesTest extends ModelSignaturesContract {
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
    protected ModelSignatures signatures() {
        return new SqlModelSignatures(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
