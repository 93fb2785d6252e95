package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Condemned;

/// Condemned blobs, each in the row that whoever links the blob must lock first.
public final class SqlCondemned implements Condemned {
    // Writes the row even when it stays as it is: what counts is the lock it takes until the transaction ends.
    private static final String CLAIM = """
            insert into blob_fate (sha256, condemned_at_millis)
            values (:sha256, 0)
            on conflict (sha256) do update set condemned_at_millis = blob_fate.condemned_at_millis
            returning condemned_at_millis
            """;

    private static final String CONDEMN = """
            insert into blob_fate (sha256, condemned_at_millis)
            values (:sha256, :at)
            on conflict (sha256) do update set condemned_at_millis = :at
            where blob_fate.condemned_at_millis = 0
            """;

    private static final String RELEASE = """
            delete from blob_fate where sha256 = :sha256 and condemned_at_millis > 0
            """;

    private static final String SINCE = """
            select sha256
            from blob_fate
            where condemned_at_millis > 0 and condemned_at_millis < :before
            order by condemned_at_millis
            limit :limit
            """;

    private final Database database;

    /// The condemned in `database`.
    public SqlCondemned(Database database) {
        this.database = database;
    }

    @Override
    public boolean claim(Sha256 blob) {
        return database.writeWithin(handle -> handle.createQuery(CLAIM)
                        .bind("sha256", blob.hex())
                        .mapTo(Long.class)
                        .one())
                == 0;
    }

    @Override
    public boolean condemn(Sha256 blob, Instant at) {
        return database.write(handle -> handle.createUpdate(CONDEMN)
                        .bind("sha256", blob.hex())
                        .bind("at", Math.max(1, at.toEpochMilli()))
                        .execute())
                == 1;
    }

    @Override
    public void release(Sha256 blob) {
        database.write(handle ->
                handle.createUpdate(RELEASE).bind("sha256", blob.hex()).execute());
    }

    @Override
    public List<Sha256> since(Instant before, int limit) {
        return database.read(handle -> handle.createQuery(SINCE)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> new Sha256(row.getString("sha256")))
                .list());
    }
}
