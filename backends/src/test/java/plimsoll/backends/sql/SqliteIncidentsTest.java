package plimsoll.backends.sql;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.incident.Incidents;
import plimsoll.hub.incident.IncidentsContract;
import plimsoll.hub.repositories.Catalogue;

final class SqliteIncidentsTest extends IncidentsContract {
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
    protected Incidents incidents() {
        return new SqlIncidents(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
