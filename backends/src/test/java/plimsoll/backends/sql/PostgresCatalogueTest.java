package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.CatalogueContract;

final class PostgresCatalogueTest extends CatalogueContract {
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
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
