package plimsoll.backends.sql;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.hub.ledger.Journal;

/// The journal as a table, and beside it the entries of the public log that its links make. Its head is a row of its
/// own that each writer moves first, so that writers queue up and the chain has no fork; append last in a
/// transaction, to keep that queue short.
public final class SqlJournal implements Journal {
    // One row, so that on PostgreSQL the second of two writers waits here for the first to commit.
    private static final String TAKE_POSITION = """
            update journal_head set position = position + 1 where id = 0 returning position, hash
            """;

    private static final String KEEP_HASH = """
            update journal_head set hash = :hash where id = 0
            """;

    private static final String LENGTH = """
            select position + 1 from journal_head where id = 0
            """;

    private static final String FROM = """
            select position, at_millis, kind, actor, subject, details, hash
            from journal
            where position >= :position
            order by position
            limit :limit
            """;

    private static final String APPEND = """
            insert into journal (position, at_millis, kind, actor, subject, details, hash)
            values (:position, :at, :kind, :actor, :subject, :details, :hash)
            """;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// The journal in `database`, dated by `clock`.
    public SqlJournal(Database database, InstantSource clock) {
        this(database, clock, new SecureRandom());
    }

    /// The journal in `database`, dated by `clock`, its public entries sealed with salts from `random`, which nobody
    /// may be able to foretell.
    public SqlJournal(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void append(Deed deed) {
        database.writeWithin(handle -> {
            var at = Instant.ofEpochMilli(clock.millis());
            var link = handle.createQuery(TAKE_POSITION)
                    .map((row, _) -> Link.after(new Sha256(row.getString("hash")), row.getLong("position"), at, deed))
                    .one();
            insert(handle, link);
            handle.createUpdate(KEEP_HASH).bind("hash", link.hash().hex()).execute();
            SqlLogEntries.append(handle, link, random);
            return true;
        });
    }

    @Override
    public long length() {
        return database.read(
                handle -> handle.createQuery(LENGTH).mapTo(Long.class).one());
    }

    @Override
    public List<Link> read(long position, int limit) {
        return database.read(handle -> handle.createQuery(FROM)
                .bind("position", position)
                .bind("limit", limit)
                .map((row, _) -> link(row))
                .list());
    }

    private static void insert(Handle handle, Link link) {
        handle.createUpdate(APPEND)
                .bind("position", link.position())
                .bind("at", link.at().toEpochMilli())
                .bind("kind", link.deed().kind().name())
                .bind("actor", link.deed().actor())
                .bind("subject", link.deed().subject())
                .bind("details", Lines.write(link.deed().details()))
                .bind("hash", link.hash().hex())
                .execute();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("position"),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                new Deed(
                        Deed.Kind.valueOf(row.getString("kind")),
                        row.getString("actor"),
                        row.getString("subject"),
                        Lines.read(row.getString("details"))),
                new Sha256(row.getString("hash")));
    }

    /// Details as text: a line each, `name=value`, with `\` before what would end a line.
    private static final class Lines {
        static String write(SortedMap<String, String> details) {
            var text = new StringBuilder();
            details.forEach((name, value) ->
                    text.append(escape(name)).append('=').append(escape(value)).append('\n'));
            return text.toString();
        }

        static SortedMap<String, String> read(String text) {
            var details = new TreeMap<String, String>();
            text.lines().forEach(line -> {
                int equals = line.indexOf('=');
                details.put(unescape(line.substring(0, equals)), unescape(line.substring(equals + 1)));
            });
            return details;
        }

        private static String escape(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("=", "\\e");
        }

        private static String unescape(String text) {
            var plain = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != '\\') {
                    plain.append(c);
                    continue;
                }
                plain.append(
                        switch (text.charAt(++i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'e' -> '=';
                            default -> '\\';
                        });
            }
            return plain.toString();
        }
    }
}
