package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.jobs.JobsContract;

final class PostgresJobsTest extends JobsContract {
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
    protected Jobs jobs() {
        return new SqlJobs(database);
    }
}
