package plimsoll.backends.git;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.HistoryTooLong;
import plimsoll.hub.repositories.Repositories.PathConflict;
import plimsoll.hub.repositories.Repositories.Prepared;

/// Writes commits and tags that no ref names yet.
final class Drafting {
    /// Whoever publishes here gives no address away; `.invalid` is nobody's (RFC 2606).
    private static final String MAIL_HOST = "users.noreply.plimsoll.invalid";

    private final GitStore store;
    private final FileFacts facts;

    Drafting(GitStore store, FileFacts facts) {
        this.store = store;
        this.facts = facts;
    }

    Prepared commit(RepositoryId repository, CommitOrder order) throws IOException, PathConflict {
        return prepare(repository, (writer, inserter, reader) -> {
            var before = order.head().isPresent()
                    ? Optional.of(treeOf(reader, order.head().get()))
                    : Optional.<ObjectId>empty();
            var edit = new TreeEdit(reader, before);
            for (var change : order.changes()) {
                apply(edit, change, inserter);
            }
            var tree = edit.write(inserter);
            var parents = order.head().map(List::of).orElse(List.of());
            var message = order.message().isEmpty() ? order.title() : order.title() + "\n\n" + order.message();
            var commit = insert(inserter, tree, parents, message, order.author());
            boolean changes = !tree.equals(before.orElse(Constants.EMPTY_TREE_ID));
            return landing(writer, new RefMove(order.ref(), order.head(), Optional.of(commit)), changes);
        });
    }

    Prepared squash(RepositoryId repository, RefName ref, GitOid tip, String message, String author)
            throws IOException {
        return unconflicted(repository, (writer, inserter, reader) -> {
            var commit = insert(inserter, treeOf(reader, tip), List.of(), message, author);
            return landing(writer, new RefMove(ref, Optional.of(tip), Optional.of(commit)), true);
        });
    }

    Prepared tag(RepositoryId repository, RefName ref, GitOid commit, String message, String author)
            throws IOException {
        return unconflicted(repository, (writer, inserter, _) -> {
            var named = commit;
            if (!message.isEmpty()) {
                var tag = new TagBuilder();
                tag.setTag(ref.shortName());
                tag.setObjectId(Oids.jgit(commit), Constants.OBJ_COMMIT);
                tag.setTagger(signature(author));
                tag.setMessage(message + "\n");
                named = Oids.ours(inserter.insert(tag));
            }
            return landing(writer, new RefMove(ref, Optional.empty(), Optional.of(named)), true);
        });
    }

    Prepared without(RepositoryId repository, Set<Sha256> files) throws IOException, HistoryTooLong {
        var writer = store.write(repository);
        boolean prepared = false;
        try {
            var moves = Rewriting.without(writer, store.refs().all(repository), facts, files);
            prepared = true;
            return new Staged(store, writer, facts, moves, !moves.isEmpty());
        } finally {
            if (!prepared) {
                writer.getObjectDatabase().discard();
                writer.close();
            }
        }
    }

    private Prepared landing(StoredRepository writer, RefMove move, boolean changes) {
        return new Staged(store, writer, facts, List.of(move), changes);
    }

    private Prepared unconflicted(RepositoryId repository, Work work) throws IOException {
        try {
            return prepare(repository, work);
        } catch (PathConflict e) {
            throw new IllegalStateException("this work touches no paths", e);
        }
    }

    // What is prepared owns the writer; what fails on the way leaves nothing.
    private Prepared prepare(RepositoryId repository, Work work) throws IOException, PathConflict {
        var writer = store.write(repository);
        boolean prepared = false;
        try (var inserter = writer.newObjectInserter();
                var reader = writer.newObjectReader()) {
            var landing = work.with(writer, inserter, reader);
            inserter.flush();
            prepared = true;
            return landing;
        } finally {
            if (!prepared) {
                writer.getObjectDatabase().discard();
                writer.close();
            }
        }
    }

    private static void apply(TreeEdit edit, FileChange change, ObjectInserter inserter)
            throws IOException, PathConflict {
        switch (change) {
            case FileChange.Write(var path, var content) ->
                edit.put(path, inserter.insert(Constants.OBJ_BLOB, content.toArray()));
            case FileChange.WriteLarge(var path, var content, long sizeBytes) -> {
                var pointer = new Pointer(content, sizeBytes).text();
                edit.put(path, inserter.insert(Constants.OBJ_BLOB, pointer.toArray()));
            }
            case FileChange.Delete(var path) -> edit.delete(path);
            case FileChange.DeleteFolder(var path) -> edit.deleteFolder(path);
        }
    }

    private GitOid insert(ObjectInserter inserter, ObjectId tree, List<GitOid> parents, String message, String author)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        parents.forEach(parent -> commit.addParentId(Oids.jgit(parent)));
        commit.setAuthor(signature(author));
        commit.setCommitter(signature(author));
        commit.setMessage(message + "\n");
        return Oids.ours(inserter.insert(commit));
    }

    private PersonIdent signature(String author) {
        return new PersonIdent(author, author + "@" + MAIL_HOST, store.now(), ZoneOffset.UTC);
    }

    private static ObjectId treeOf(ObjectReader reader, GitOid commit) throws IOException {
        try (var walk = new RevWalk(reader)) {
            return walk.parseCommit(Oids.jgit(commit)).getTree().copy();
        }
    }

    private interface Work {
        Prepared with(StoredRepository writer, ObjectInserter inserter, ObjectReader reader)
                throws IOException, PathConflict;
    }
}
