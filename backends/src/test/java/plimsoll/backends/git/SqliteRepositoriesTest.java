package plimsoll.backends.git;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.RepositoriesContract;

final class SqliteRepositoriesTest extends RepositoriesContract {
    private Database database;
    private Repositories repositories;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = Databases.sqlite(folder);
        repositories =
                new JGitRepositories(new GitStore(database, new MemoryBlobs(), InstantSource.system(), new Random()));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    protected Repositories repositories() {
        return repositories;
    }

    @Override
    protected Transactions transactions() {
        return database;
    }
}
