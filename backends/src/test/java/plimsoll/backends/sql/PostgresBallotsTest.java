package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.Ballots;
import plimsoll.hub.gateway.BallotsContract;

final class PostgresBallotsTest extends BallotsContract {
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
    protected Ballots ballots() {
        return new SqlBallots(database);
    }
}
