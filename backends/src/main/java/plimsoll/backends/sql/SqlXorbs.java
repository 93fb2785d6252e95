package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.xet.ChunkOffsets;
import plimsoll.hub.xet.StoredXorb;
import plimsoll.hub.xet.Xorbs;

/// Xorbs as rows.
public final class SqlXorbs implements Xorbs {
    private static final String FIND = """
            select name, blob, within_from, offsets from xorb where name = :name
            """;

    private static final String CHUNKS = """
            select chunks from xorb where name = :name
            """;

    private static final String KEEP = """
            insert into xorb (name, blob, within_from, raw_bytes, stored_bytes, offsets, chunks, touched_at_millis)
            values (:name, :blob, :from, :raw, :stored, :offsets, :chunks, :at)
            on conflict (name) do nothing
            """;

    private static final String TOUCH = """
            update xorb set touched_at_millis = :at where name = :name and touched_at_millis < :at
            """;

    private static final String RECEIVED = """
            insert into xorb_receipt (xorb, repository)
            values (:name, :repository)
            on conflict (xorb, repository) do nothing
            """;

    private static final String WAS_RECEIVED = """
            select count(*) from xorb_receipt where xorb = :name and repository = :repository
            """;

    private static final String PENDING = """
            select r.xorb
            from xorb_receipt r join xorb x on x.name = r.xorb
            where r.repository = :repository
              and not exists (select 1 from recipe_xorb n where n.xorb = r.xorb)
            order by x.touched_at_millis desc, r.xorb
            limit :limit
            """;

    private static final String INDEX = """
            insert into xorb_chunk (chunk, xorb)
            values (:chunk, :xorb)
            on conflict (chunk, xorb) do nothing
            """;

    private static final String WITH = """
            select c.xorb
            from xorb_chunk c join xorb x on x.name = c.xorb
            where c.chunk = :chunk
            order by x.touched_at_millis desc, c.xorb
            limit :limit
            """;

    // A file that came whole does not hold itself.
    private static final String NEEDED = """
            select distinct x.blob as sha256
            from xorb x join recipe_xorb r on r.xorb = x.name
            where r.recipe != x.blob and x.blob in (<candidates>)
            """;

    private static final String TOUCHED = """
            select distinct blob as sha256
            from xorb
            where touched_at_millis > :young and blob in (<candidates>)
            """;

    private static final String LEAVE = """
            delete from xorb
            where blob = :blob and within_from >= 0 and touched_at_millis <= 0
              and not exists (select 1 from recipe_xorb n where n.xorb = xorb.name)
            """;

    private static final String COUNT_IN = """
            select count(*) from xorb where blob = :blob
            """;

    private final Database database;
    private final InstantSource clock;

    /// The xorbs in `database`.
    public SqlXorbs(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<StoredXorb> find(XetHash name) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("name", name.toString())
                .map((row, _) -> xorb(name, row))
                .findOne());
    }

    @Override
    public List<XetHash> chunks(XetHash name) {
        return database.read(handle -> handle.createQuery(CHUNKS)
                .bind("name", name.toString())
                .map((row, _) -> unpacked(row.getBytes("chunks")))
                .findOne()
                .orElse(List.of()));
    }

    @Override
    public void keep(StoredXorb xorb, List<XetHash> chunks, Instant at) {
        var name = xorb.name();
        database.write(handle -> handle.createUpdate(KEEP)
                .bind("name", name.toString())
                .bind("blob", xorb.home().blob().hex())
                .bind("from", xorb.home() instanceof StoredXorb.Home.Within(var _, var from) ? from : -1)
                .bind("raw", xorb.chunks().rawStart(xorb.chunks().count()))
                .bind("stored", xorb.storedBytes())
                .bind("offsets", xorb.chunks().packed())
                .bind("chunks", packed(chunks))
                .bind("at", at.toEpochMilli())
                .execute());
        chunks.stream().filter(XetHash::isAskedFor).forEach(chunk -> index(chunk, name));
    }

    @Override
    public void touch(XetHash name, Instant at) {
        database.write(handle -> handle.createUpdate(TOUCH)
                .bind("name", name.toString())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    @Override
    public void receivedIn(RepositoryId repository, XetHash name) {
        database.write(handle -> handle.createUpdate(RECEIVED)
                .bind("name", name.toString())
                .bind("repository", repository.hex())
                .execute());
    }

    @Override
    public boolean wasReceivedIn(RepositoryId repository, XetHash name) {
        return database.read(handle -> handle.createQuery(WAS_RECEIVED)
                        .bind("name", name.toString())
                        .bind("repository", repository.hex())
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    @Override
    public List<XetHash> pendingIn(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(PENDING)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> hash(row.getString("xorb")))
                .list());
    }

    @Override
    public void index(XetHash chunk, XetHash xorb) {
        database.write(handle -> handle.createUpdate(INDEX)
                .bind("chunk", chunk.toString())
                .bind("xorb", xorb.toString())
                .execute());
    }

    @Override
    public boolean leave(Sha256 blob) {
        return database.write(handle -> {
            handle.createUpdate(LEAVE).bind("blob", blob.hex()).execute();
            return handle.createQuery(COUNT_IN)
                            .bind("blob", blob.hex())
                            .mapTo(Long.class)
                            .one()
                    == 0;
        });
    }

    @Override
    public List<XetHash> with(XetHash chunk, int limit) {
        return database.read(handle -> handle.createQuery(WITH)
                .bind("chunk", chunk.toString())
                .bind("limit", limit)
                .map((row, _) -> hash(row.getString("xorb")))
                .list());
    }

    @Override
    public Set<Sha256> held(Set<Sha256> candidates) {
        long young = clock.instant().minus(SweepBlobs.GRACE).toEpochMilli();
        var held = new HashSet<>(database.read(handle -> Names.among(handle, NEEDED, candidates)));
        if (!candidates.isEmpty()) {
            held.addAll(database.read(handle -> handle.createQuery(TOUCHED)
                    .bind("young", young)
                    .bindList("candidates", candidates.stream().map(Sha256::hex).toList())
                    .map((row, _) -> new Sha256(row.getString("sha256")))
                    .list()));
        }
        return held;
    }

    private static StoredXorb xorb(XetHash name, ResultSet row) throws SQLException {
        var blob = new Sha256(row.getString("blob"));
        long from = row.getLong("within_from");
        var home = from < 0 ? new StoredXorb.Home.Packed(blob) : new StoredXorb.Home.Within(blob, from);
        return new StoredXorb(name, home, ChunkOffsets.unpack(row.getBytes("offsets")));
    }

    static XetHash hash(String text) {
        return XetHash.parse(text).orElseThrow(() -> new IllegalStateException("not a hash in a table: " + text));
    }

    private static byte[] packed(List<XetHash> chunks) {
        var packed = new byte[XetHash.BYTES * chunks.size()];
        for (int i = 0; i < chunks.size(); i++) {
            chunks.get(i).write(packed, i * XetHash.BYTES);
        }
        return packed;
    }

    private static List<XetHash> unpacked(byte[] packed) {
        var chunks = new ArrayList<XetHash>(packed.length / XetHash.BYTES);
        for (int at = 0; at < packed.length; at += XetHash.BYTES) {
            chunks.add(XetHash.of(packed, at));
        }
        return chunks;
    }
}
