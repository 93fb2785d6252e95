package plimsoll.hub.repositories;

import java.io.IOException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission.Admitted;

/// Shows what a commit changed, as far as its reader may have the files.
public final class ReadDiff {
    private final Repositories repositories;

    /// Reads from `repositories`.
    public ReadDiff(Repositories repositories) {
        this.repositories = repositories;
    }

    /// The difference that a commit of this repository makes, of at most `maxBytes`.
    ///
    /// @param commit a commit that `ReadTree.resolve` found, so one that a ref reaches
    /// @throws RevisionRecalled when the commit before it was called back: a difference shows both
    public Repositories.Diff read(Pass pass, GitOid commit, int maxBytes) throws IOException {
        var id = pass.repository().id();
        for (var made : repositories.history(id, commit, 0, 1)) {
            for (var parent : made.parents()) {
                var recall = pass.closes(parent);
                if (recall.isPresent()) {
                    throw new RevisionRecalled(recall.get());
                }
            }
        }
        return repositories.diff(id, commit, maxBytes, path -> pass.admits(path) instanceof Admitted);
    }
}
