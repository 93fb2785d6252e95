package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Likes;
import plimsoll.hub.repositories.LikesContract;
import plimsoll.hub.repositories.Popularity;

final class PostgresLikesTest extends LikesContract {
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
    protected Likes likes() {
        return new SqlLikes(database, InstantSource.fixed(Story.DAWN));
    }

    @Override
    protected Popularity popularity() {
        return new SqlPopularity(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
