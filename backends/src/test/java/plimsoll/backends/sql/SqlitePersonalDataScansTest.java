package plimsoll.backends.sql;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.personaldata.PersonalDataScans;
import plimsoll.hub.personaldata.PersonalDataScansContract;
import plimsoll.hub.repositories.Catalogue;

final class SqlitePersonalDataScansTest extends PersonalDataScansContract {
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
    protected PersonalDataScans scans() {
        return new SqlPersonalDataScans(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.system());
    }
}
