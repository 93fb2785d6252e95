package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.ledger.WitnessedLogs;
import plimsoll.hub.ledger.WitnessedLogsContract;

final class SqliteWitnessedLogsTest extends WitnessedLogsContract {
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
    protected WitnessedLogs witnessed() {
        return new SqlWitnessedLogs(database);
    }
}
