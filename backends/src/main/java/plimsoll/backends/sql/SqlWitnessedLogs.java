package plimsoll.backends.sql;

import java.util.Optional;
import plimsoll.hub.ledger.PublishedLog.Latest;
import plimsoll.hub.ledger.WitnessedLogs;

/// What this hub cosigned for other logs, as rows.
public final class SqlWitnessedLogs implements WitnessedLogs {
    private static final String LAST = """
            select size, note, at_millis from witnessed_log where origin = :origin
            """;

    private static final String FIRST = """
            insert into witnessed_log (origin, size, note, at_millis) values (:origin, :size, :note, :at)
            on conflict (origin) do nothing
            """;

    private static final String NEXT = """
            update witnessed_log set size = :size, note = :note, at_millis = :at
            where origin = :origin and size = :older
            """;

    private final Database database;

    /// The logs witnessed in `database`.
    public SqlWitnessedLogs(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Latest> last(String origin) {
        return database.read(handle -> handle.createQuery(LAST)
                .bind("origin", origin)
                .map((row, _) -> SqlPublishedLog.latest(row))
                .findOne());
    }

    @Override
    public boolean advance(String origin, long older, Latest latest) {
        return database.write(handle -> {
            int moved = handle.createUpdate(NEXT)
                    .bind("origin", origin)
                    .bind("older", older)
                    .bind("size", latest.size())
                    .bind("note", latest.note().note())
                    .bind("at", latest.at().toEpochMilli())
                    .execute();
            if (moved == 0 && older == 0) {
                moved = handle.createUpdate(FIRST)
                        .bind("origin", origin)
                        .bind("size", latest.size())
                        .bind("note", latest.note().note())
                        .bind("at", latest.at().toEpochMilli())
                        .execute();
            }
            return moved == 1;
        });
    }
}
