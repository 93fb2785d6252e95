package plimsoll.hub.repositories;

import java.io.IOException;
import plimsoll.domain.content.GitOid;

/// Shows what a commit changed.
public final class ReadDiff {
    private final Repositories repositories;

    /// Reads from `repositories`.
    public ReadDiff(Repositories repositories) {
        this.repositories = repositories;
    }

    /// The difference that a commit of this repository makes, of at most `maxBytes`.
    ///
    /// @param commit a commit that `ReadTree.resolve` found, so one that a ref reaches
    public Repositories.Diff read(Pass pass, GitOid commit, int maxBytes) throws IOException {
        return repositories.diff(pass.repository().id(), commit, maxBytes);
    }
}
