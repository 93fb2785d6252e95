package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.content.SweepRounds;
import plimsoll.hub.content.SweepRoundsContract;

final class PostgresSweepRoundsTest extends SweepRoundsContract {
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
    protected SweepRounds rounds() {
        return new SqlSweepRounds(database);
    }
}
