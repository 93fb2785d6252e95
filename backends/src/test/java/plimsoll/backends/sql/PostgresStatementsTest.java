package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.attestation.Statements;
import plimsoll.hub.attestation.StatementsContract;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

final class PostgresStatementsTest extends StatementsContract {
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
    protected Statements statements() {
        return new SqlStatements(database);
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
