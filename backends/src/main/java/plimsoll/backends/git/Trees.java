package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;

/// Reads trees, for one request of one thread.
final class Trees implements AutoCloseable {
    private final ObjectReader reader;
    private final FileFacts facts;

    Trees(StoredRepository repository, FileFacts facts) {
        this.reader = repository.newObjectReader();
        this.facts = facts;
    }

    ObjectId treeOf(GitOid commit) throws IOException {
        try (var walk = new RevWalk(reader)) {
            return walk.parseCommit(Oids.jgit(commit)).getTree().copy();
        }
    }

    Optional<Entry> find(ObjectId tree, FilePath path) throws IOException {
        try (var walk = TreeWalk.forPath(reader, path.text(), tree)) {
            return walk == null ? Optional.empty() : entry(path.text(), walk.getFileMode(0), walk.getObjectId(0));
        }
    }

    /// The folder at `path` (empty text: the tree itself); empty when there is none.
    Optional<ObjectId> folder(ObjectId tree, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(tree);
        }
        try (var walk = TreeWalk.forPath(reader, path, tree)) {
            return walk == null || !FileMode.TREE.equals(walk.getFileMode(0))
                    ? Optional.empty()
                    : Optional.of(walk.getObjectId(0));
        }
    }

    /// Entries of the folder `tree`, which is at `path`, from after `after`.
    List<Entry> list(ObjectId tree, String path, boolean recursive, String after, int limit) throws IOException {
        var entries = new ArrayList<Entry>();
        collect(tree, path.isEmpty() ? "" : path + "/", recursive, after, limit, entries);
        return entries;
    }

    /// Every file of the commits that `tips` reach but for those `without`: of a commit whose parents are all shown,
    /// only what no parent has in the same place.
    void walk(Collection<GitOid> tips, Set<GitOid> without, Consumer<Entry> each) throws IOException {
        try (var walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            for (var tip : tips) {
                walk.markStart(walk.parseCommit(Oids.jgit(tip)));
            }
            for (var commit = walk.next(); commit != null; commit = walk.next()) {
                if (!without.contains(Oids.ours(commit))) {
                    walk(commit, without, each);
                }
            }
        }
    }

    private void walk(RevCommit commit, Set<GitOid> without, Consumer<Entry> each) throws IOException {
        try (var files = new TreeWalk(reader)) {
            files.setRecursive(true);
            files.addTree(commit.getTree());
            boolean differs = commit.getParentCount() > 0
                    && Stream.of(commit.getParents()).map(Oids::ours).noneMatch(without::contains);
            if (differs) {
                for (var parent : commit.getParents()) {
                    files.addTree(parent.getTree());
                }
                files.setFilter(TreeFilter.ANY_DIFF); // steps over folders that are the same, unread
            }
            while (files.next()) {
                if (files.getFileMode(0).getObjectType() == Constants.OBJ_BLOB && (!differs || isNew(files))) {
                    each.accept(file(new FilePath(files.getPathString()), files.getObjectId(0)));
                }
            }
        }
    }

    private static boolean isNew(TreeWalk files) {
        for (int parent = 1; parent < files.getTreeCount(); parent++) {
            if (files.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    // Subtrees that end before `after` are stepped over without being read.
    private void collect(ObjectId tree, String prefix, boolean recursive, String after, int limit, List<Entry> entries)
            throws IOException {
        var parser = new CanonicalTreeParser(null, reader, tree);
        boolean found = after.isEmpty();
        for (; !parser.eof() && entries.size() < limit; parser.next()) {
            var path = prefix + parser.getEntryPathString();
            boolean folder = FileMode.TREE.equals(parser.getEntryRawMode());
            var resume = "";
            if (!found) {
                boolean here = path.equals(after);
                if (!here && !(folder && recursive && after.startsWith(path + "/"))) {
                    continue;
                }
                found = true;
                resume = here ? "" : after;
            } else {
                entry(path, parser.getEntryFileMode(), parser.getEntryObjectId())
                        .ifPresent(entries::add);
            }
            if (folder && recursive) {
                collect(parser.getEntryObjectId(), path + "/", true, resume, limit, entries);
            }
        }
    }

    // A submodule is nobody's file here: pushes with one are refused.
    private Optional<Entry> entry(String path, FileMode mode, ObjectId id) throws IOException {
        if (mode.getObjectType() == Constants.OBJ_TREE) {
            return Optional.of(new Entry.Folder(new FilePath(path), Oids.ours(id)));
        }
        if (mode.getObjectType() != Constants.OBJ_BLOB) {
            return Optional.empty();
        }
        return Optional.of(file(new FilePath(path), id));
    }

    private Entry file(FilePath path, ObjectId id) throws IOException {
        var fact = facts.of(reader, id);
        var oid = Oids.ours(id);
        return fact.pointer()
                .<Entry>map(pointer -> new Entry.LargeFile(path, oid, fact.sizeBytes(), pointer))
                .orElseGet(() -> new Entry.SmallFile(path, oid, fact.sizeBytes()));
    }

    @Override
    public void close() {
        reader.close();
    }
}
