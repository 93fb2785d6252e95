package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.inspection.Waivers;
import plimsoll.hub.inspection.WaiversContract;
import plimsoll.hub.repositories.Releases;

final class SqliteWaiversTest extends WaiversContract {
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
    protected Waivers waivers() {
        return new SqlWaivers(database);
    }

    @Override
    protected Releases releases() {
        return new SqlReleases(database, clock);
    }
}
