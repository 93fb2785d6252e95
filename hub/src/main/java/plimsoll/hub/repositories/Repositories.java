package plimsoll.hub.repositories;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// What is inside repositories: refs, commits, trees and small files, as git keeps them.
///
/// Safe for use by any number of threads and processes. Reads write nothing. A repository without refs is empty;
/// there is nothing to create. Every implementation passes `RepositoriesContract`.
public interface Repositories {
    /// Every ref and the commit it names (an annotated tag's is the commit it is about), sorted by name.
    Map<RefName, GitOid> refs(RepositoryId repository) throws IOException;

    /// The commit that `revision` names: a branch, a tag, a full ref name, `HEAD` (the main branch), a full commit
    /// id, or the beginning of one (at least 7 digits) that only one commit has. Branches come before tags. Empty
    /// when there is no such commit, or it is not reachable from any ref.
    Optional<GitOid> resolve(RepositoryId repository, String revision) throws IOException;

    /// The entry at `path`; empty when there is none.
    Optional<Entry> find(RepositoryId repository, GitOid commit, FilePath path) throws IOException;

    /// Entries of `folder` (empty text: the root) in git's order, from after `after` (empty text: from the first),
    /// at most `limit`; with `recursive` also those of all folders below, folders included. Empty optional when
    /// there is no such folder.
    Optional<List<Entry>> list(
            RepositoryId repository, GitOid commit, String folder, boolean recursive, String after, int limit)
            throws IOException;

    /// The bytes of a file kept in git (for a large file, its pointer's). The caller closes the stream.
    InputStream open(RepositoryId repository, GitOid file) throws IOException;

    /// Commits reachable from `tip`, newest first, at most `limit` after the first `skip`.
    List<Commit> history(RepositoryId repository, GitOid tip, int skip, int limit) throws IOException;

    /// How many commits `tip` reaches.
    int countCommits(RepositoryId repository, GitOid tip) throws IOException;

    /// For each of `paths`, the newest commit on `tip`'s first-parent line that changed it.
    Map<FilePath, Commit> lastCommits(RepositoryId repository, GitOid tip, Collection<FilePath> paths)
            throws IOException;

    /// The difference a commit makes against its first parent (against nothing, for a first commit), as a unified diff
    /// of at most `maxBytes`; longer ones are cut at a line, which `Diff.cut` tells. A file of which `shown` is not
    /// true, under its old name or its new one, is left out.
    Diff diff(RepositoryId repository, GitOid commit, int maxBytes, Predicate<FilePath> shown) throws IOException;

    /// Whether `commit` is one of `tips` or in the history of one.
    boolean reaches(RepositoryId repository, Collection<GitOid> tips, GitOid commit) throws IOException;

    /// Shows `each` every file of every commit that `tips` reach, but for the files of the commits `without`: a file
    /// that no other commit has is not shown. The same file at the same path may be shown more than once.
    void walk(RepositoryId repository, Collection<GitOid> tips, Set<GitOid> without, Consumer<Entry> each)
            throws IOException;

    /// Builds the commit that `order` describes, without moving any ref: nobody sees it before `Prepared.land`.
    ///
    /// @throws PathConflict when a change cannot apply: deletes what is not there, or puts a file where a folder is
    Prepared prepare(RepositoryId repository, CommitOrder order) throws IOException, PathConflict;

    /// Builds a commit with `tip`'s tree and no history, signed by `author`.
    Prepared prepareSquash(RepositoryId repository, RefName ref, GitOid tip, String message, String author)
            throws IOException;

    /// Builds an annotated tag, or with an empty message a plain one, at `commit`.
    Prepared prepareTag(RepositoryId repository, RefName tag, GitOid commit, String message, String author)
            throws IOException;

    /// Builds the history of every ref as if `files` had never been in it. Without them a folder may be empty, and
    /// goes; a commit that changed nothing else stays.
    ///
    /// @throws HistoryTooLong when there are too many commits
    Prepared prepareWithout(RepositoryId repository, Set<Sha256> files) throws IOException, HistoryTooLong;

    /// Moves refs among objects the repository has already, all of them or none, in the transaction the calling thread
    /// is in.
    ///
    /// @return whether they moved; if not, some ref was no longer where a move said, or its new name conflicts with
    ///     another's (`a` and `a/b`)
    boolean move(RepositoryId repository, List<RefMove> moves) throws IOException;

    /// What `commit` holds.
    Snapshot at(RepositoryId repository, GitOid commit) throws IOException;

    /// The large files that any of `tips` reaches, now or in its history.
    Set<Sha256> largeFilesReachable(RepositoryId repository, Collection<GitOid> tips) throws IOException;

    /// Gives `to`, which is empty, everything `from` has. In the transaction the calling thread is in.
    void copy(RepositoryId from, RepositoryId to) throws IOException;

    /// Takes everything out. In the transaction the calling thread is in; the bytes go later, by sweeping.
    void delete(RepositoryId repository) throws IOException;

    /// A commit to be made.
    ///
    /// @param ref the branch it continues
    /// @param head where that branch is; empty for the first commit
    /// @param changes what it changes; later ones win
    /// @param title the first line of its message
    /// @param message the rest, may be empty
    /// @param author the account that makes it
    record CommitOrder(
            RefName ref, Optional<GitOid> head, List<FileChange> changes, String title, String message, String author) {
        public CommitOrder {
            changes = List.copyOf(changes);
        }
    }

    /// Objects that are stored but not yet in any repository's history. Closing without landing removes them. For one
    /// thread.
    interface Prepared extends Snapshot.Source, AutoCloseable {
        /// Which refs will move; none when there is nothing to do.
        List<RefMove> moves();

        /// What the first of them moves to: the new commit, or an annotated tag's own id.
        default GitOid oid() {
            return moves().getFirst().to().orElseThrow();
        }

        /// Whether the new tree differs from the one before.
        boolean changesAnything();

        /// Makes the objects part of the repository and moves the refs, in the transaction the calling thread is in.
        ///
        /// @return false, and nothing done, when a ref is no longer where its move says
        boolean land() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// There are more commits than can be written anew.
    final class HistoryTooLong extends Exception {
        private static final long serialVersionUID = 1;
        private final int mostCommits;

        /// With how many there may be.
        public HistoryTooLong(int mostCommits) {
            super("there are more than %d commits".formatted(mostCommits));
            this.mostCommits = mostCommits;
        }

        /// How many there may be.
        public int mostCommits() {
            return mostCommits;
        }
    }

    /// A unified diff.
    ///
    /// @param text the diff
    /// @param cut whether it was longer
    record Diff(String text, boolean cut) {}

    /// A change cannot apply to the tree.
    final class PathConflict extends Exception {
        private static final long serialVersionUID = 1;
        private final Kind kind;

        /// With the reason, in words for the committer.
        public PathConflict(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        /// What kind of conflict.
        public Kind kind() {
            return kind;
        }

        /// The kinds of conflict.
        public enum Kind {
            /// What is to be deleted is not there.
            ABSENT,
            /// A file and a folder want the same name.
            FILE_AND_FOLDER
        }
    }
}
