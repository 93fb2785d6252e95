package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.KeptTexts;
import plimsoll.hub.gateway.KeptTextsContract;

final class PostgresKeptTextsTest extends KeptTextsContract {
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
    protected KeptTexts texts() {
        return new SqlKeptTexts(database);
    }
}
