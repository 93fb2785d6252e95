package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.MisuseRecords;
import plimsoll.hub.gateway.MisuseRecordsContract;

final class PostgresMisuseRecordsTest extends MisuseRecordsContract {
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
    protected MisuseRecords records() {
        return new SqlMisuseRecords(database);
    }
}
