package plimsoll.backends.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevWalk;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Recent;

/// Finds the commit somebody means. Safe for any number of threads.
final class Revisions {
    private static final Pattern SHORT_OID = Pattern.compile("[0-9a-f]{7,39}");
    /// Answers about commits that no ref names directly: each may have cost a walk through the history.
    private static final int REMEMBERED = 10_000;

    private final GitStore store;
    private final Recent<Question, Boolean> reached = new Recent<>(REMEMBERED);

    Revisions(GitStore store) {
        this.store = store;
    }

    Optional<GitOid> resolve(RepositoryId repository, String revision) throws IOException {
        var named = named(repository, revision);
        if (named.isPresent()) {
            return named;
        }
        if (GitOid.isGitOid(revision)) {
            return reachable(repository, List.of(new GitOid(revision)));
        }
        return SHORT_OID.matcher(revision).matches()
                ? reachable(repository, store.read(repository, all -> commitsThatBegin(all, revision)))
                : Optional.empty();
    }

    private Optional<GitOid> named(RepositoryId repository, String revision) {
        var names = revision.equals(Constants.HEAD)
                ? List.of(RefName.MAIN.text())
                : List.of(Constants.R_HEADS + revision, Constants.R_TAGS + revision, revision);
        var found = store.refs().some(repository, names);
        return names.stream()
                .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                .findFirst()
                .map(RefTable.Target::peeled);
    }

    // The one of `commits` that a ref leads to; what none leads to is not in the repository.
    private Optional<GitOid> reachable(RepositoryId repository, Collection<GitOid> commits) throws IOException {
        var found = Optional.<GitOid>empty();
        for (var commit : commits) {
            if (isReachable(repository, commit)) {
                if (found.isPresent()) {
                    return Optional.empty(); // more than one begins like this
                }
                found = Optional.of(commit);
            }
        }
        return found;
    }

    private boolean isReachable(RepositoryId repository, GitOid commit) throws IOException {
        var question = new Question(repository, store.refs().generation(repository), commit);
        var known = reached.get(question);
        if (known.isPresent() && !store.database().inTransaction()) {
            return known.get();
        }
        var tips = store.refs().all(repository).values().stream()
                .map(RefTable.Target::peeled)
                .distinct()
                .toList();
        boolean answer = tips.contains(commit)
                || store.read(repository, all -> {
                    try (var history = new History(all)) {
                        return isCommit(all, commit) && history.reaches(tips, commit);
                    }
                });
        if (!store.database().inTransaction()) {
            reached.put(question, answer);
        }
        return answer;
    }

    private static List<GitOid> commitsThatBegin(StoredRepository repository, String digits) throws IOException {
        try (var reader = repository.newObjectReader()) {
            return reader.resolve(AbbreviatedObjectId.fromString(digits)).stream()
                    .map(Oids::ours)
                    .toList();
        }
    }

    private static boolean isCommit(StoredRepository repository, GitOid oid) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.parseCommit(Oids.jgit(oid));
            return true;
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            return false;
        }
    }

    /// Refs that move make it a new question.
    private record Question(RepositoryId repository, long refGeneration, GitOid commit) {}
}
