package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.RefusalReports;
import plimsoll.hub.gateway.RefusalReportsContract;

final class PostgresRefusalReportsTest extends RefusalReportsContract {
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
    protected RefusalReports reports() {
        return new SqlRefusalReports(database);
    }
}
