package plimsoll.backends.sql;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.AccessRequests;
import plimsoll.hub.release.Agreements;
import plimsoll.hub.release.Floating;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.ReleaseRecords;
import plimsoll.hub.release.ReleaseStoresContract;
import plimsoll.hub.release.Texts;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;

final class PostgresReleaseStoresTest extends ReleaseStoresContract {
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
    protected Releases releases() {
        return new SqlReleases(database);
    }

    @Override
    protected AccessRequests requests() {
        return new SqlAccessRequests(database);
    }

    @Override
    protected Agreements agreements() {
        return new SqlAgreements(database);
    }

    @Override
    protected Texts texts() {
        return new SqlTexts(database);
    }

    @Override
    protected Notices notices() {
        return new SqlNotices(database);
    }

    @Override
    protected Floating floating() {
        return new SqlFloating(database);
    }

    @Override
    protected ReleaseRecords records() {
        return new SqlReleaseRecords(database);
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
