package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.personaldata.PersonalDataScans;
import plimsoll.hub.personaldata.PersonalDataScansContract;
import plimsoll.hub.repositories.Catalogue;

final class PostgresPersonalDataScansTest extends PersonalDataScansContract {
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
    protected PersonalDataScans scans() {
        return new SqlPersonalDataScans(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.system());
    }
}
