package plimsoll.backends.sql;

import java.util.OptionalLong;
import plimsoll.hub.ledger.Bookmarks;

/// Bookmarks as a table.
public final class SqlBookmarks implements Bookmarks {
    private static final String KEEP = """
            insert into journal_bookmark (reader, position) values (:reader, :position)
            on conflict (reader) do update set position = excluded.position
            """;

    private final Database database;

    /// The bookmarks in `database`.
    public SqlBookmarks(Database database) {
        this.database = database;
    }

    @Override
    public OptionalLong of(String reader) {
        return database.read(
                handle -> handle.createQuery("select position from journal_bookmark where reader = :reader")
                        .bind("reader", reader)
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty));
    }

    @Override
    public void keep(String reader, long position) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("reader", reader)
                .bind("position", position)
                .execute());
    }
}
