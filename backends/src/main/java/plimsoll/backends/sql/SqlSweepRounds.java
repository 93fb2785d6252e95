package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.content.SweepRounds;

/// The last round of sweeping, as a row.
public final class SqlSweepRounds implements SweepRounds {
    private static final String LAST = """
            select began_at_millis, ended_at_millis, blobs, bytes, leftovers, uploads, links, unreached
            from sweep_round
            """;

    private static final String KEEP = """
            insert into sweep_round
                (id, began_at_millis, ended_at_millis, blobs, bytes, leftovers, uploads, links, unreached)
            values (0, :began, :ended, :blobs, :bytes, :leftovers, :uploads, :links, :unreached)
            on conflict (id) do update set
                began_at_millis = excluded.began_at_millis,
                ended_at_millis = excluded.ended_at_millis,
                blobs = excluded.blobs,
                bytes = excluded.bytes,
                leftovers = excluded.leftovers,
                uploads = excluded.uploads,
                links = excluded.links,
                unreached = excluded.unreached
            """;

    private final Database database;

    /// The round in `database`.
    public SqlSweepRounds(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SweepRound> last() {
        return database.read(
                handle -> handle.createQuery(LAST).map((row, _) -> round(row)).findOne());
    }

    @Override
    public void keep(SweepRound round) {
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("began", round.began().toEpochMilli())
                .bind("ended", round.ended().toEpochMilli())
                .bind("blobs", round.swept().blobs())
                .bind("bytes", round.swept().bytes())
                .bind("leftovers", round.swept().leftovers())
                .bind("uploads", round.swept().uploads())
                .bind("links", round.swept().links())
                .bind("unreached", round.unreached())
                .execute());
    }

    private static SweepRound round(ResultSet row) throws SQLException {
        var swept = new Swept(
                row.getLong("blobs"),
                row.getLong("bytes"),
                row.getInt("leftovers"),
                row.getInt("uploads"),
                row.getInt("links"));
        return new SweepRound(
                Instant.ofEpochMilli(row.getLong("began_at_millis")),
                Instant.ofEpochMilli(row.getLong("ended_at_millis")),
                swept,
                row.getLong("unreached"));
    }
}
