package plimsoll.backends.sql;

import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.attestation.ModelSignatures;

/// Signatures of commits as rows.
public final class SqlModelSignatures implements ModelSignatures {
    private static final String FIND = """
            select bundle from model_signature where repository = :repository and commit_oid = :commit
            """;

    private static final String KEEP = """
            insert into model_signature (repository, commit_oid, bundle) values (:repository, :commit, :bundle)
            on conflict (repository, commit_oid) do nothing
            """;

    private final Database database;

    /// The signatures in `database`.
    public SqlModelSignatures(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> of(RepositoryId repository, GitOid commit) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("repository", repository.hex())
                .bind("commit", commit.hex())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public boolean keep(RepositoryId repository, GitOid commit, String bundle) {
        return database.writeWithin(handle -> handle.createUpdate(KEEP)
                        .bind("repository", repository.hex())
                        .bind("commit", commit.hex())
                        .bind("bundle", bundle)
                        .execute()
                == 1);
    }
}
