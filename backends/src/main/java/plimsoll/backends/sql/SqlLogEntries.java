package plimsoll.backends.sql;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.EntryBundle;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.ledger.Seal;
import plimsoll.hub.ledger.Disclosure;
import plimsoll.hub.ledger.LogEntries;

/// The entries of the public log as rows, beside the journal's.
public final class SqlLogEntries implements LogEntries {
    // The journal's head is locked by then, so nobody else takes the same position.
    private static final String APPEND = """
            insert into log_entry (position, journal, salt, body)
            select coalesce(max(position) + 1, 0), :journal, :salt, :body from log_entry
            """;

    private static final String COUNT = """
            select coalesce(max(position) + 1, 0) from log_entry
            """;

    private static final String FROM = """
            select body from log_entry where position >= :position order by position limit :limit
            """;

    private static final String ORIGIN = """
            select journal, salt from log_entry where position = :position
            """;

    private static final String ABOUT = """
            select l.position
            from journal j join log_entry l on l.journal = j.position
            where j.subject = :subject
            order by j.position desc
            limit :limit
            """;

    private static final String FORGET = """
            update log_entry set salt = '' where position = :position
            """;

    private static final HexFormat HEX = HexFormat.of();

    private final Database database;

    /// The entries in `database`.
    public SqlLogEntries(Database database) {
        this.database = database;
    }

    /// Writes the entry that a link makes, if its kind makes one, in the transaction of `handle`.
    static void append(Handle handle, Link link, RandomGenerator random) {
        Disclosure.of(link.deed().kind()).ifPresent(disclosure -> {
            var salt = new byte[Seal.SALT_BYTES];
            random.nextBytes(salt);
            var entry = disclosure.entry(link, Bytes.copyOf(salt));
            if (entry.bytes().sizeBytes() > EntryBundle.MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("a deed too long for the log: " + entry.type());
            }
            handle.createUpdate(APPEND)
                    .bind("journal", link.position())
                    .bind("salt", HEX.formatHex(salt))
                    .bind("body", entry.json())
                    .execute();
        });
    }

    @Override
    public long count() {
        return database.read(
                handle -> handle.createQuery(COUNT).mapTo(Long.class).one());
    }

    @Override
    public List<Bytes> read(long position, int limit) {
        return database.read(handle -> handle.createQuery(FROM)
                .bind("position", position)
                .bind("limit", limit)
                .map((row, _) -> Bytes.ofUtf8(row.getString("body")))
                .list());
    }

    @Override
    public Optional<Origin> origin(long position) {
        return database.read(handle -> handle.createQuery(ORIGIN)
                .bind("position", position)
                .map((row, _) -> new Origin(row.getLong("journal"), salt(row.getString("salt"))))
                .findOne());
    }

    @Override
    public List<Long> about(String subject, int limit) {
        return database.read(handle -> handle.createQuery(ABOUT)
                .bind("subject", subject)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public void forget(long position) {
        database.write(
                handle -> handle.createUpdate(FORGET).bind("position", position).execute());
    }

    private static Optional<Bytes> salt(String hex) {
        return hex.isEmpty() ? Optional.empty() : Optional.of(Bytes.copyOf(HEX.parseHex(hex)));
    }
}
