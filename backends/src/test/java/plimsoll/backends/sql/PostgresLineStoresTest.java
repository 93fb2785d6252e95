package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.line.FactSheets;
import plimsoll.hub.line.LineStoresContract;
import plimsoll.hub.repositories.Catalogue;

final class PostgresLineStoresTest extends LineStoresContract {
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
    protected FactSheets sheets() {
        return new SqlFactSheets(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
