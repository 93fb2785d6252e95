package plimsoll.backends.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.hub.gateway.ChatSharing;
import plimsoll.hub.gateway.ChatSharingContract;

final class PostgresChatSharingTest extends ChatSharingContract {
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
    protected ChatSharing sharing() {
        return new SqlChatSharing(database);
    }
}
