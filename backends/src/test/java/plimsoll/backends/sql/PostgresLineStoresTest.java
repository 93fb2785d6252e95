package plimsoll.backends.sql;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.line.Duties;
import plimsoll.hub.line.Exemptions;
import plimsoll.hub.line.FactSheets;
import plimsoll.hub.line.LineStoresContract;
import plimsoll.hub.line.Packs;
import plimsoll.hub.line.Testimonies;
import plimsoll.hub.repositories.Catalogue;

final class PostgresLineStoresTest extends LineStoresContract {
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
    protected FactSheets sheets() {
        return new SqlFactSheets(database);
    }

    @Override
    protected Exemptions exemptions() {
        return new SqlExemptions(database);
    }

    @Override
    protected Duties duties() {
        return new SqlDuties(database);
    }

    @Override
    protected Packs packs() {
        return new SqlPacks(database);
    }

    @Override
    protected Testimonies testimonies() {
        return new SqlTestimonies(database);
    }

    @Override
    protected Journal journal() {
        return new SqlJournal(database, InstantSource.fixed(Story.DAWN), new SecureRandom());
    }

    @Override
    protected Transactions transactions() {
        return database;
    }

    @Override
    protected Catalogue catalogue() {
        return new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
    }
}
