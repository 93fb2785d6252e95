package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.inspection.Waivers;
import plimsoll.hub.inspection.WaiversContract;
import plimsoll.hub.repositories.Releases;

final class PostgresWaiversTest extends WaiversContract {
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
    protected Waivers waivers() {
        return new SqlWaivers(database);
    }

    @Override
    protected Releases releases() {
        return new SqlReleases(database, clock);
    }
}
