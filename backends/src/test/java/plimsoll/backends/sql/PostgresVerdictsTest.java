package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.inspection.Verdicts;
import plimsoll.hub.inspection.VerdictsContract;

final class PostgresVerdictsTest extends VerdictsContract {
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
    protected Verdicts verdicts() {
        return new SqlVerdicts(database);
    }
}
