package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry.SmallFile;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;

/// Reads the small text files of a commit that steer the hub itself.
final class TreeText {
    /// No `.gitattributes` or `.gitignore` of a real repository is near it; a larger one counts as absent.
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final Repositories repositories;
    private final RepositoryId id;
    private final Optional<GitOid> commit;

    TreeText(Repositories repositories, RepositoryId id, Optional<GitOid> commit) {
        this.repositories = repositories;
        this.id = id;
        this.commit = commit;
    }

    /// The file at `path` as UTF-8; empty when there is none.
    Optional<String> read(FilePath path) throws IOException {
        if (commit.isPresent()
                && repositories.find(id, commit.get(), path).orElse(null) instanceof SmallFile file
                && file.sizeBytes() <= MAX_BYTES) {
            try (var in = repositories.open(id, file.oid())) {
                return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
