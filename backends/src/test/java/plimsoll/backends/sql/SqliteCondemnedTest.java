package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.content.Condemned;
import plimsoll.hub.content.CondemnedContract;
import plimsoll.hub.ledger.Transactions;

final class SqliteCondemnedTest extends CondemnedContract {
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
    protected Condemned condemned() {
        return new SqlCondemned(database);
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
