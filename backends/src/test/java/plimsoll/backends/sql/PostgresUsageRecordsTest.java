package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.UsageRecords;
import plimsoll.hub.gateway.UsageRecordsContract;

final class PostgresUsageRecordsTest extends UsageRecordsContract {
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
    protected UsageRecords records() {
        return new SqlUsageRecords(database);
    }
}
