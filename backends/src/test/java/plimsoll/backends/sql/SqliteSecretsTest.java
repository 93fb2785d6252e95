package plimsoll.backends.sql;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.content.SecretsContract;

final class SqliteSecretsTest extends SecretsContract {
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
    protected Secrets secrets() {
        return new SqlSecrets(database, new SecureRandom());
    }
}
