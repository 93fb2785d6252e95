package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.Repositories.HistoryTooLong;

/// Writes a repository's history anew, as if some large files had never been in it. Commits that had none of them
/// before or in them stay as they are; the others keep their words, authors and times. For one thread, once.
final class Rewriting {
    /// All of them are in memory at once, parents before children.
    static final int MAX_COMMITS = 100_000;

    private final ObjectReader reader;
    private final ObjectInserter inserter;
    private final FileFacts facts;
    private final Set<Sha256> gone;
    private final Map<ObjectId, ObjectId> trees = new HashMap<>();
    private final Map<ObjectId, ObjectId> commits = new HashMap<>();

    private Rewriting(ObjectReader reader, ObjectInserter inserter, FileFacts facts, Set<Sha256> gone) {
        this.reader = reader;
        this.inserter = inserter;
        this.facts = facts;
        this.gone = gone;
    }

    /// Stores the history of `writer`'s repository without the files `gone`.
    ///
    /// @param refs the refs as they are
    /// @return what has to move
    static List<RefMove> without(
            StoredRepository writer, Map<String, RefTable.Target> refs, FileFacts facts, Set<Sha256> gone)
            throws IOException, HistoryTooLong {
        try (var inserter = writer.newObjectInserter();
                var reader = writer.newObjectReader();
                var walk = new RevWalk(reader)) {
            var moves = new Rewriting(reader, inserter, facts, gone).moves(walk, refs);
            inserter.flush();
            return moves;
        }
    }

    private List<RefMove> moves(RevWalk walk, Map<String, RefTable.Target> refs) throws IOException, HistoryTooLong {
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        for (var target : refs.values()) {
            if (walk.parseAny(Oids.jgit(target.peeled())) instanceof RevCommit tip) {
                walk.markStart(tip);
            }
        }
        for (var commit = walk.next(); commit != null; commit = walk.next()) {
            if (commits.size() == MAX_COMMITS) {
                throw new HistoryTooLong(MAX_COMMITS);
            }
            commits.put(commit.copy(), rewritten(commit));
        }
        var moves = new ArrayList<RefMove>();
        for (var ref : refs.entrySet()) {
            var target = ref.getValue();
            var old = Oids.jgit(target.peeled());
            var now = commits.getOrDefault(old, old);
            if (!now.equals(old)) {
                var to = target.oid().equals(target.peeled()) ? now : retagged(walk, Oids.jgit(target.oid()), now);
                moves.add(
                        new RefMove(new RefName(ref.getKey()), Optional.of(target.oid()), Optional.of(Oids.ours(to))));
            }
        }
        return moves;
    }

    private ObjectId rewritten(RevCommit commit) throws IOException {
        var tree = stripped(commit.getTree());
        boolean same = tree.equals(commit.getTree());
        var parents = new ArrayList<ObjectId>();
        for (var parent : commit.getParents()) {
            var now = commits.getOrDefault(parent, parent);
            same &= now.equals(parent);
            parents.add(now);
        }
        if (same) {
            return commit.copy();
        }
        var copy = new CommitBuilder(); // without the signature, which would be wrong
        copy.setTreeId(tree);
        copy.setParentIds(parents);
        copy.setAuthor(commit.getAuthorIdent());
        copy.setCommitter(commit.getCommitterIdent());
        copy.setEncoding(commit.getEncoding());
        copy.setMessage(commit.getFullMessage());
        return inserter.insert(copy);
    }

    private ObjectId retagged(RevWalk walk, ObjectId tag, ObjectId commit) throws IOException {
        RevTag old = walk.parseTag(tag);
        var copy = new TagBuilder();
        copy.setTag(old.getTagName());
        copy.setObjectId(commit, Constants.OBJ_COMMIT);
        copy.setTagger(old.getTaggerIdent());
        copy.setMessage(old.getFullMessage());
        return inserter.insert(copy);
    }

    private ObjectId stripped(ObjectId tree) throws IOException {
        var known = trees.get(tree);
        if (known != null) {
            return known;
        }
        var lines = new TreeFormatter();
        boolean changed = false;
        for (var entries = new CanonicalTreeParser(null, reader, tree); !entries.eof(); entries.next()) {
            var id = entries.getEntryObjectId();
            var mode = entries.getEntryFileMode();
            var now = FileMode.TREE.equals(mode) ? stripped(id) : id;
            boolean drops = FileMode.TREE.equals(mode)
                    ? now.equals(Constants.EMPTY_TREE_ID) && !now.equals(id) // git keeps no empty folders
                    : isGone(id, mode);
            changed |= drops || !now.equals(id);
            if (!drops) {
                var name = new byte[entries.getNameLength()];
                entries.getName(name, 0);
                lines.append(name, mode, now);
            }
        }
        var now = changed ? inserter.insert(lines) : tree.copy();
        trees.put(tree.copy(), now);
        return now;
    }

    private boolean isGone(ObjectId file, FileMode mode) throws IOException {
        return mode.getObjectType() == Constants.OBJ_BLOB
                && facts.of(reader, file)
                        .pointer()
                        .map(Pointer::content)
                        .filter(gone::contains)
                        .isPresent();
    }
}
