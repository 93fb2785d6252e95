package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.content.Uploads;
import plimsoll.hub.content.UploadsContract;

final class PostgresUploadsTest extends UploadsContract {
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
    protected Uploads uploads() {
        return new SqlUploads(database);
    }
}
