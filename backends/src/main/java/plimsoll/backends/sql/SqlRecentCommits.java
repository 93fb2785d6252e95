package plimsoll.backends.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.repositories.RecentCommits;

/// Recent commits as a table, so that whichever process a client reaches with its second try knows of the first.
public final class SqlRecentCommits implements RecentCommits {
    private static final String FIND = """
            select commit_oid, at_millis
            from recent_commit
            where asked = :asked and at_millis >= :since
            """;

    private static final String FORGET = """
            delete from recent_commit where at_millis < :before
            """;

    private static final String KEEP = """
            insert into recent_commit (asked, commit_oid, at_millis)
            values (:asked, :commit, :at)
            on conflict (asked) do update set commit_oid = excluded.commit_oid, at_millis = excluded.at_millis
            """;

    private final Database database;

    /// The table in `database`.
    public SqlRecentCommits(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Made> recall(Asked asked, Instant since) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("asked", key(asked))
                .bind("since", since.toEpochMilli())
                .map((row, _) -> new Made(
                        new GitOid(row.getString("commit_oid")), Instant.ofEpochMilli(row.getLong("at_millis"))))
                .findOne());
    }

    @Override
    public void remember(Asked asked, GitOid commit, Instant at) {
        database.writeWithin(handle -> {
            handle.createUpdate(FORGET)
                    .bind("before", at.minus(KEPT).toEpochMilli())
                    .execute();
            return handle.createUpdate(KEEP)
                    .bind("asked", key(asked))
                    .bind("commit", commit.hex())
                    .bind("at", at.toEpochMilli())
                    .execute();
        });
    }

    // One hash of all that makes two requests the same. None of its parts can hold a line break.
    private static String key(Asked asked) {
        var parts = String.join(
                "\n",
                asked.repository().hex(),
                asked.ref().text(),
                asked.actor(),
                asked.parent().orElse(""),
                asked.digest().hex());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8));
            return Sha256.of(digest).hex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
