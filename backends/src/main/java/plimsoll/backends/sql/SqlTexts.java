package plimsoll.backends.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.release.Texts;

/// Texts of terms as rows.
public final class SqlTexts implements Texts {
    private static final String KEEP = """
            insert into terms_text (sha256, body) values (:sha256, :body) on conflict (sha256) do nothing
            """;

    private static final String FIND = """
            select body from terms_text where sha256 = :sha256
            """;

    private final Database database;

    /// The texts in `database`.
    public SqlTexts(Database database) {
        this.database = database;
    }

    @Override
    public Sha256 keep(String text) {
        var hash = hash(text);
        if (find(hash).isEmpty()) {
            database.write(handle -> handle.createUpdate(KEEP)
                    .bind("sha256", hash.hex())
                    .bind("body", text)
                    .execute());
        }
        return hash;
    }

    @Override
    public Optional<String> find(Sha256 hash) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("sha256", hash.hex())
                .mapTo(String.class)
                .findOne());
    }

    private static Sha256 hash(String text) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
