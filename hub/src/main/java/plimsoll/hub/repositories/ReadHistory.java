package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.RefName;

/// Reads a repository's branches, tags and commits.
public final class ReadHistory {
    private final Repositories repositories;
    private final ShownRefs shown;

    /// Reads from `repositories`.
    public ReadHistory(Repositories repositories) {
        this.repositories = repositories;
        this.shown = new ShownRefs(repositories);
    }

    /// Every ref and the commit it names, by name, as the holder of `pass` sees them.
    public Map<RefName, GitOid> refs(Pass pass) throws IOException {
        return shown.of(pass);
    }

    /// The newest commit that `revision` reaches; empty when it names none.
    public Optional<Commit> newest(Pass pass, String revision) throws IOException {
        var id = pass.repository().id();
        var tip = shown.resolve(pass, revision);
        return tip.isEmpty()
                ? Optional.empty()
                : repositories.history(id, tip.get(), 0, 1).stream().findFirst();
    }

    /// A page of the commits that `revision` reaches, newest first; empty when it names none.
    ///
    /// @param skip how many come before the page
    public Optional<Stretch> commits(Pass pass, String revision, int skip, int limit) throws IOException {
        var id = pass.repository().id();
        var tip = shown.resolve(pass, revision);
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Stretch(
                repositories.history(id, tip.get(), skip, limit), repositories.countCommits(id, tip.get())));
    }

    /// A stretch of a history.
    ///
    /// @param commits the commits
    /// @param total how many the whole history has
    public record Stretch(List<Commit> commits, int total) {
        public Stretch {
            commits = List.copyOf(commits);
        }
    }
}
