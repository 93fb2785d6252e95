package plimsoll.backends.sql;

import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.gateway.ChatSharing;

/// Of which models conversations may be shared, as rows.
public final class SqlChatSharing implements ChatSharing {
    private final Database database;

    /// What `database` says.
    public SqlChatSharing(Database database) {
        this.database = database;
    }

    @Override
    public boolean isAllowed(RepositoryId model) {
        return database.read(handle -> handle.createQuery("select count(*) from chat_sharing where repository_id = :id")
                        .bind("id", model.hex())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    @Override
    public void allow(RepositoryId model, boolean allowed) {
        database.write(handle -> handle.createUpdate(
                        allowed
                                ? "insert into chat_sharing (repository_id) values (:id) on conflict do nothing"
                                : "delete from chat_sharing where repository_id = :id")
                .bind("id", model.hex())
                .execute());
    }
}
