package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// What somebody sees of a repository's branches and tags: its publishers where they are, and others, where commits are
/// released by hand, what was released of them, and of that only what no inspection holds.
public final class ShownRefs {
    /// So far back a branch is searched for a commit that is not held; one with nothing good in so many shows nothing.
    private static final int MOST_BACK = 1_000;

    private static final int AT_ONCE = 50;

    private final Repositories repositories;

    /// Those of `repositories`.
    public ShownRefs(Repositories repositories) {
        this.repositories = repositories;
    }

    /// The refs, by name.
    public Map<RefName, GitOid> of(Pass pass) throws IOException {
        var id = pass.repository().id();
        var refs = repositories.refs(id);
        if (pass.isInsider()) {
            return refs;
        }
        var holds = pass.holdsNow(); // after the refs, so that it has whatever holds them
        var shown = pass.release().plan().byHand() ? released(pass, refs) : refs;
        return holds.isEmpty() ? shown : unheld(id, shown, pass.release().holding(holds));
    }

    // What was released once and is in no branch any more is gone, for others as for its publisher.
    private Map<RefName, GitOid> released(Pass pass, Map<RefName, GitOid> refs) throws IOException {
        var shown = new TreeMap<RefName, GitOid>((a, b) -> a.text().compareTo(b.text()));
        for (var released : pass.release().released().entrySet()) {
            if (refs.containsKey(released.getKey())
                    && repositories.reaches(pass.repository().id(), refs.values(), released.getValue())) {
                shown.put(released.getKey(), released.getValue());
            }
        }
        return shown;
    }

    private Map<RefName, GitOid> unheld(RepositoryId id, Map<RefName, GitOid> refs, Release release)
            throws IOException {
        var shown = new TreeMap<RefName, GitOid>((a, b) -> a.text().compareTo(b.text()));
        var known = new HashMap<GitOid, Optional<GitOid>>();
        for (var ref : refs.entrySet()) {
            if (!known.containsKey(ref.getValue())) {
                known.put(ref.getValue(), passed(id, ref.getValue(), release));
            }
            known.getOrDefault(ref.getValue(), Optional.empty())
                    .filter(commit -> ref.getKey().isBranch() || commit.equals(ref.getValue()))
                    .ifPresent(commit -> shown.put(ref.getKey(), commit));
        }
        return shown;
    }

    /// The newest commit, from `tip` back, that is not held and follows none that is: git hands out a history all or
    /// nothing, so what follows a held commit waits for it.
    public Optional<GitOid> passed(RepositoryId id, GitOid tip, Release release) throws IOException {
        var held = release.holds().stream().map(Hold::commit).toList();
        for (int skip = 0; skip < MOST_BACK; skip += AT_ONCE) {
            var commits = repositories.history(id, tip, skip, AT_ONCE);
            for (var commit : commits) {
                if (!follows(id, commit.oid(), held)) {
                    return Optional.of(commit.oid());
                }
            }
            if (commits.size() < AT_ONCE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean follows(RepositoryId id, GitOid commit, List<GitOid> held) throws IOException {
        for (var one : held) {
            if (repositories.reaches(id, List.of(commit), one)) {
                return true;
            }
        }
        return false;
    }

    /// The commit that `revision` names to the holder of `pass`, in any of the forms of `Repositories.resolve`.
    ///
    /// @throws RevisionRecalled when it was called back
    public Optional<GitOid> resolve(Pass pass, String revision) throws IOException {
        var all = repositories.resolve(pass.repository().id(), revision);
        var found = seesAll(pass) ? all : released(pass, revision);
        var recall = found.flatMap(pass::closes);
        if (recall.isPresent()) {
            throw new RevisionRecalled(recall.get());
        }
        return found;
    }

    /// Whether all of a repository's refs, as they were until now, are where their publisher has them.
    static boolean seesAll(Pass pass) {
        return pass.isInsider()
                || (!pass.release().plan().byHand() && pass.holdsNow().isEmpty());
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
