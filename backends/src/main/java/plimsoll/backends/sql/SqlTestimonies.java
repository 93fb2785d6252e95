package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.TestimonyText;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.line.Testimonies;

/// Testimonies as rows.
public final class SqlTestimonies implements Testimonies {
    private static final String SUPERSEDE = """
            update testimony set counts = 0
            where repository = :repository and kind = :kind and witness = :witness and counts = 1
            """;

    // The journal's head is locked since the deed was recorded, so the newest entry is that deed's.
    private static final String KEEP = """
            insert into testimony (hash, repository, commit_oid, about, kind, witness, account, signer, at_millis,
            entry, counts, said, envelope)
            select :hash, :repository, :commit, :about, :kind, :witness, :account, :signer, :at, max(position), 1,
            :said, :envelope from log_entry
            """;

    private static final String CURRENT =
            "select * from testimony where repository = :repository and counts = 1 order by entry";
    private static final String OF =
            "select * from testimony where repository = :repository order by entry desc limit :limit";
    private static final String FIND = "select * from testimony where hash = :hash and repository = :repository";

    private final Database database;

    /// The testimonies in `database`.
    public SqlTestimonies(Database database) {
        this.database = database;
    }

    @Override
    public Kept keep(RepositoryId repository, Kept kept, String envelope) {
        return database.writeWithin(handle -> {
            handle.createUpdate(SUPERSEDE)
                    .bind("repository", repository.hex())
                    .bind("kind", kept.kind().name())
                    .bind("witness", kept.witness())
                    .execute();
            handle.createUpdate(KEEP)
                    .bind("hash", kept.hash().hex())
                    .bind("repository", repository.hex())
                    .bind("commit", kept.commit().hex())
                    .bind("about", kept.about())
                    .bind("kind", kept.kind().name())
                    .bind("witness", kept.witness())
                    .bind("account", kept.account())
                    .bind("signer", kept.key().map(Sha256::hex).orElse(""))
                    .bind("at", kept.at().toEpochMilli())
                    .bind("said", TestimonyText.write(kept.testimony()))
                    .bind("envelope", envelope)
                    .execute();
            return handle.createQuery(FIND)
                    .bind("hash", kept.hash().hex())
                    .bind("repository", repository.hex())
                    .map((row, _) -> kept(row))
                    .one();
        });
    }

    @Override
    public List<Kept> current(RepositoryId repository) {
        return database.read(handle -> handle.createQuery(CURRENT)
                .bind("repository", repository.hex())
                .map((row, _) -> kept(row))
                .list());
    }

    @Override
    public List<Kept> of(RepositoryId repository, int limit) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("repository", repository.hex())
                .bind("limit", limit)
                .map((row, _) -> kept(row))
                .list());
    }

    @Override
    public Optional<Found> find(RepositoryId repository, Sha256 hash) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("hash", hash.hex())
                .bind("repository", repository.hex())
                .map((row, _) -> new Found(kept(row), row.getString("envelope")))
                .findOne());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var signer = row.getString("signer");
        return new Kept(
                new Sha256(row.getString("hash")),
                new GitOid(row.getString("commit_oid")),
                row.getString("about"),
                Fact.Kind.valueOf(row.getString("kind")),
                row.getString("witness"),
                row.getString("account"),
                signer.isEmpty() ? Optional.empty() : Optional.of(new Sha256(signer)),
                Instant.ofEpochMilli(row.getLong("at_millis")),
                row.getLong("entry"),
                row.getInt("counts") == 1,
                TestimonyText.read(row.getString("said")));
    }
}
