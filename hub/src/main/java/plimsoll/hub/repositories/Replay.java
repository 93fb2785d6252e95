package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.RecentCommits.Made;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;

/// Decides whether a request that was carried out before needs to be carried out again.
final class Replay {
    private static final int PAGE = 100;
    /// Commits are dated by the clocks of several processes.
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Repositories repositories;
    private final RepositoryId repository;
    private final GitOid head;

    Replay(Repositories repositories, RepositoryId repository, GitOid head) {
        this.repositories = repositories;
        this.repository = repository;
        this.head = head;
    }

    /// Whether `made` is still in the branch and `order` would change nothing there.
    boolean isIdle(Made made, CommitOrder order) throws IOException {
        return isInBranch(made) && changesNothing(order);
    }

    private boolean isInBranch(Made made) throws IOException {
        var oldest = made.at().minus(CLOCKS_APART);
        for (int skip = 0; ; skip += PAGE) {
            var page = repositories.history(repository, head, skip, PAGE);
            for (var commit : page) {
                if (commit.oid().equals(made.commit())) {
                    return true;
                }
                if (commit.at().isBefore(oldest)) {
                    return false;
                }
            }
            if (page.size() < PAGE) {
                return false;
            }
        }
    }

    private boolean changesNothing(CommitOrder order) throws IOException {
        var again = new CommitOrder(
                order.ref(), order.head(), stillToDo(order.changes()), order.title(), order.message(), order.author());
        try (var prepared = repositories.prepare(repository, again)) {
            return !prepared.changesAnything();
        } catch (PathConflict _) {
            return false; // it cannot be applied, so it is for the committer to hear that
        }
    }

    // What is deleted already need not be deleted again.
    private List<FileChange> stillToDo(List<FileChange> changes) throws IOException {
        var left = new ArrayList<FileChange>();
        var written = new HashSet<FilePath>();
        for (var change : changes) {
            if (isNeeded(change, written)) {
                left.add(change);
            }
        }
        return left;
    }

    private boolean isNeeded(FileChange change, Set<FilePath> written) throws IOException {
        return switch (change) {
            case FileChange.Write _, FileChange.WriteLarge _ -> {
                written.add(change.path());
                yield true;
            }
            case FileChange.Delete(var path) -> written.contains(path) || isThere(path);
            case FileChange.DeleteFolder(var folder) ->
                written.stream().anyMatch(path -> path.isBelow(folder)) || isFolder(folder);
        };
    }

    private boolean isThere(FilePath path) throws IOException {
        return repositories.find(repository, head, path).isPresent();
    }

    private boolean isFolder(FilePath path) throws IOException {
        return repositories.find(repository, head, path).orElse(null) instanceof Entry.Folder;
    }
}
