package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.attestation.ModelSignatures;
import plimsoll.hub.attestation.ModelSignaturesContract;
import plimsoll.hub.ledger.Transactions;

final class SqliteModelSignaturesTest extends ModelSignaturesContract {
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
    protected ModelSignatures signatures() {
        return new SqlModelSignatures(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
