package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.gateway.GuardStatistics;
import plimsoll.hub.gateway.GuardStatisticsContract;
import plimsoll.hub.gateway.MisuseRecords;
import plimsoll.hub.gateway.RefusalReports;

final class SqliteGuardStatisticsTest extends GuardStatisticsContract {
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
