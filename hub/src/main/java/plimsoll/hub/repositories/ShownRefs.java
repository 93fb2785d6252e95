package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefName;

/// What somebody sees of a repository's branches and tags: its publishers where they are, and others, where commits are
/// released by hand, what was released of them.
public final class ShownRefs {
    private final Repositories repositories;

    /// Those of `repositories`.
    public ShownRefs(Repositories repositories) {
        this.repositories = repositories;
    }

    /// The refs, by name.
    public Map<RefName, GitOid> of(Pass pass) throws IOException {
        var id = pass.repository().id();
        var refs = repositories.refs(id);
        if (seesAll(pass)) {
            return refs;
        }
        var shown = new TreeMap<RefName, GitOid>((a, b) -> a.text().compareTo(b.text()));
        for (var released : pass.release().released().entrySet()) {
            // What was released once and is in no branch any more is gone, for others as for its publisher.
            if (refs.containsKey(released.getKey()) && repositories.reaches(id, refs.values(), released.getValue())) {
                shown.put(released.getKey(), released.getValue());
            }
        }
        return shown;
    }

    /// The commit that `revision` names to the holder of `pass`, in any of the forms of `Repositories.resolve`.
    ///
    /// @throws RevisionRecalled when it was called back
    public Optional<GitOid> resolve(Pass pass, String revision) throws IOException {
        var found = seesAll(pass) ? repositories.resolve(pass.repository().id(), revision) : released(pass, revision);
        var recall = found.flatMap(pass::closes);
        if (recall.isPresent()) {
            throw new RevisionRecalled(recall.get());
        }
        return found;
    }

    /// Whether all of a repository's refs are where their publisher has them.
    static boolean seesAll(Pass pass) {
        return !pass.release().plan().byHand() || pass.isInsider();
    }

    private Optional<GitOid> released(Pass pass, String revision) throws IOException {
        var refs = of(pass);
        var names = revision.equals("HEAD")
                ? Stream.of(RefName.MAIN.text())
                : Stream.of("refs/heads/" + revision, "refs/tags/" + revision, revision);
        var named = names.filter(RefName::isRefName)
                .map(RefName::new)
                .filter(refs::containsKey)
                .findFirst();
        if (named.isPresent()) {
            return named.map(refs::get);
        }
        var commit = repositories.resolve(pass.repository().id(), revision);
        return commit.isPresent() && isReached(pass, refs.values(), commit.get()) ? commit : Optional.empty();
    }

    private boolean isReached(Pass pass, Collection<GitOid> tips, GitOid commit) throws IOException {
        return !tips.isEmpty() && repositories.reaches(pass.repository().id(), tips, commit);
    }
}
