package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.ledger.WitnessedLogs;
import plimsoll.hub.ledger.WitnessedLogsContract;

final class PostgresWitnessedLogsTest extends WitnessedLogsContract {
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
    protected WitnessedLogs witnessed() {
        return new SqlWitnessedLogs(database);
    }
}
