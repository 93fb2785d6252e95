package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;
import plimsoll.hub.ledger.PublishedLog;

/// The log's tiles and its newest checkpoint as rows.
public final class SqlPublishedLog implements PublishedLog {
    private static final String BEGIN = """
            insert into log_head (id, origin, size, note, at_millis) values (0, :origin, 0, '', 0)
            on conflict (id) do nothing
            """;

    private static final String ORIGIN = """
            select origin from log_head where id = 0
            """;

    private static final String LATEST = """
            select size, note, at_millis from log_head where id = 0 and note <> ''
            """;

    private static final String HASHES = """
            select hashes from log_tile where level = :level and number = :number
            """;

    private static final String PUBLISH = """
            update log_head set size = :size, note = :note, at_millis = :at where id = 0 and size = :before
            """;

    private static final String KEEP_TILE = """
            insert into log_tile (level, number, hashes) values (:level, :number, :hashes)
            on conflict (level, number) do update set hashes = excluded.hashes
            """;

    private final Database database;

    /// The published log in `database`.
    public SqlPublishedLog(Database database) {
        this.database = database;
    }

    @Override
    public String origin(String proposal) {
        return database.write(handle -> {
            handle.createUpdate(BEGIN).bind("origin", proposal).execute();
            return handle.createQuery(ORIGIN).mapTo(String.class).one();
        });
    }

    @Override
    public Optional<Latest> latest() {
        return database.read(handle ->
                handle.createQuery(LATEST).map((row, _) -> latest(row)).findOne());
    }

    @Override
    public byte[] hashes(int level, long number) {
        return database.read(handle -> handle.createQuery(HASHES)
                .bind("level", level)
                .bind("number", number)
                .map((row, _) -> Base64.getDecoder().decode(row.getString("hashes")))
                .findOne()
                .orElseGet(() -> new byte[0]));
    }

    @Override
    public boolean publish(long before, Latest latest, Map<Tile, byte[]> changed) {
        return database.write(handle -> {
            boolean first = advance(handle, before, latest);
            if (first) {
                var tiles = handle.prepareBatch(KEEP_TILE);
                changed.forEach((tile, hashes) -> tiles.bind("level", tile.level())
                        .bind("number", tile.number())
                        .bind("hashes", Base64.getEncoder().encodeToString(hashes))
                        .add());
                tiles.execute();
            }
            return first;
        });
    }

    @Override
    public boolean replace(Latest latest) {
        return database.write(handle -> advance(handle, latest.size(), latest));
    }

    private static boolean advance(Handle handle, long before, Latest latest) {
        int moved = handle.createUpdate(PUBLISH)
                .bind("size", latest.size())
                .bind("note", latest.note().note())
                .bind("at", latest.at().toEpochMilli())
                .bind("before", before)
                .execute();
        return moved == 1;
    }

    static Latest latest(ResultSet row) throws SQLException {
        try {
            return new Latest(
                    row.getLong("size"),
                    SignedNote.of(row.getString("note")),
                    Instant.ofEpochMilli(row.getLong("at_millis")));
        } catch (BadEvidence e) {
            throw new IllegalStateException("the stored checkpoint cannot be read: " + e.reason(), e);
        }
    }
}
