package plimsoll.backends.git;

import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.RepositoriesContract;

final class PostgresRepositoriesTest extends RepositoriesContract {
    private Database database;
    private Repositories repositories;

    @BeforeEach
    void open() throws Exception {
        database = Databases.postgres();
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
