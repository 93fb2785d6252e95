package plimsoll.backends.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.xet.Recipes;
import plimsoll.hub.xet.XetStoresContract;
import plimsoll.hub.xet.Xorbs;

final class SqliteXetStoresTest extends XetStoresContract {
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
    protected Xorbs xorbs() {
        return new SqlXorbs(database, () -> NOW);
    }

    @Override
    protected Recipes recipes() {
        return new SqlRecipes(database);
    }

    @Override
    protected LargeFiles files() {
        return new SqlLargeFiles(database);
    }
}
