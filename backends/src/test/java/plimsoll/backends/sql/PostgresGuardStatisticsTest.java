package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.GuardStatistics;
import plimsoll.hub.gateway.GuardStatisticsContract;
import plimsoll.hub.gateway.MisuseRecords;
import plimsoll.hub.gateway.RefusalReports;

final class PostgresGuardStatisticsTest extends GuardStatisticsContract {
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
    protected GuardStatistics statistics() {
        return new SqlGuardStatistics(database);
    }

    @Override
    protected MisuseRecords records() {
        return new SqlMisuseRecords(database);
    }

    @Override
    protected RefusalReports reports() {
        return new SqlRefusalReports(database);
    }
}
