package plimsoll.backends.sql;

import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.content.SecretsContract;

final class PostgresSecretsTest extends SecretsContract {
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
    protected Secrets secrets() {
        return new SqlSecrets(database, new SecureRandom());
    }
}
