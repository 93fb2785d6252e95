package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.content.CondemnedContract;
import plimsoll.hub.ledger.Transactions;

final class PostgresCondemnedTest extends CondemnedContract {
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
    protected Condemned condemned() {
        return new SqlCondemned(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
