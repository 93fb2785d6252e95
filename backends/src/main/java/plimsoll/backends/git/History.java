package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.FilePath;

/// Reads commits, for one request of one thread.
final class History implements AutoCloseable {
    /// After so many commits back, a file whose last change was not found yet goes without: some hundred milliseconds.
    static final int FARTHEST = 20_000;

    private final ObjectReader reader;
    private final RevWalk walk;

    History(StoredRepository repository) {
        this.reader = repository.newObjectReader();
        this.walk = new RevWalk(reader);
    }

    /// Newest first.
    List<Commit> from(GitOid tip, int skip, int limit) throws IOException {
        walk.markStart(walk.parseCommit(Oids.jgit(tip)));
        for (int skipped = 0; skipped < skip; skipped++) {
            if (walk.next() == null) {
                return List.of();
            }
        }
        var commits = new ArrayList<Commit>();
        while (commits.size() < limit) {
            var commit = walk.next();
            if (commit == null) {
                break;
            }
            commits.add(commit(commit));
        }
        return commits;
    }

    int count(GitOid tip) throws IOException {
        walk.setRetainBody(false);
        walk.markStart(walk.parseCommit(Oids.jgit(tip)));
        int count = 0;
        while (walk.next() != null) {
            count++;
        }
        return count;
    }

    /// Whether any of `tips` leads back to `commit`.
    boolean reaches(Collection<GitOid> tips, GitOid commit) throws IOException {
        walk.setRetainBody(false);
        for (var tip : tips) {
            walk.markStart(walk.parseCommit(Oids.jgit(tip)));
        }
        var wanted = Oids.jgit(commit);
        for (var next = walk.next(); next != null; next = walk.next()) {
            if (next.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /// For each path in `tip`'s tree, the newest commit on the first-parent line that changed it. One walk for all:
    /// only where a folder differs from its parent's are the two compared.
    Map<FilePath, Commit> lastChanges(GitOid tip, Collection<FilePath> paths) throws IOException {
        var open = new TreeMap<String, Set<String>>();
        paths.forEach(path ->
                open.computeIfAbsent(path.folder(), _ -> new HashSet<>()).add(path.fileName()));
        var found = new HashMap<FilePath, Commit>();
        var commit = walk.parseCommit(Oids.jgit(tip));
        var now = snapshot(commit, open, Map.of());
        keepOnlyExisting(open, now);
        for (int steps = 0; steps < FARTHEST && !open.isEmpty(); steps++) {
            if (commit.getParentCount() == 0) {
                settle(open, now, Map.of(), commit, found);
                break;
            }
            var parent = walk.parseCommit(commit.getParent(0));
            var before = parent.getTree().equals(commit.getTree()) ? now : snapshot(parent, open, now);
            settle(open, now, before, commit, found);
            commit = parent;
            now = before;
        }
        return found;
    }

    @Override
    public void close() {
        walk.close();
        reader.close();
    }

    static Commit commit(RevCommit commit) {
        var text = commit.getFullMessage();
        int end = text.indexOf('\n');
        return new Commit(
                Oids.ours(commit),
                end < 0 ? text : text.substring(0, end),
                end < 0 ? "" : text.substring(end).strip(),
                commit.getAuthorIdent().getName(),
                commit.getCommitterIdent().getWhenAsInstant(),
                Stream.of(commit.getParents()).map(Oids::ours).toList());
    }

    // The folders of interest as `commit` has them; what `like` has unchanged is taken from there.
    private Map<String, Listing> snapshot(RevCommit commit, Map<String, Set<String>> open, Map<String, Listing> like)
            throws IOException {
        var folders = new HashMap<String, Listing>();
        for (var folder : open.keySet()) {
            var id = folder(commit, folder);
            if (id.isEmpty()) {
                continue;
            }
            var known = like.get(folder);
            folders.put(
                    folder,
                    known != null && known.id().equals(id.get())
                            ? known
                            : new Listing(id.get(), entries(id.get(), open.get(folder))));
        }
        return folders;
    }

    private Optional<ObjectId> folder(RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(commit.getTree().copy());
        }
        try (var found = TreeWalk.forPath(reader, path, commit.getTree())) {
            return found == null || !found.isSubtree() ? Optional.empty() : Optional.of(found.getObjectId(0));
        }
    }

    private Map<String, ObjectId> entries(ObjectId tree, Set<String> names) throws IOException {
        var entries = new HashMap<String, ObjectId>();
        for (var parser = new CanonicalTreeParser(null, reader, tree); !parser.eof(); parser.next()) {
            var name = parser.getEntryPathString();
            if (names.contains(name)) {
                entries.put(name, parser.getEntryObjectId());
            }
        }
        return entries;
    }

    private static void keepOnlyExisting(Map<String, Set<String>> open, Map<String, Listing> now) {
        open.entrySet().removeIf(folder -> {
            var listing = now.get(folder.getKey());
            return listing == null
                    || (folder.getValue().retainAll(listing.entries().keySet())
                            && folder.getValue().isEmpty());
        });
    }

    private static void settle(
            Map<String, Set<String>> open,
            Map<String, Listing> now,
            Map<String, Listing> before,
            RevCommit commit,
            Map<FilePath, Commit> found) {
        open.entrySet().removeIf(folder -> {
            var after = now.get(folder.getKey());
            var earlier = before.get(folder.getKey());
            if (after == null || (earlier != null && after.id().equals(earlier.id()))) {
                return false;
            }
            folder.getValue().removeIf(name -> {
                var id = after.entries().get(name);
                if (id == null
                        || (earlier != null && id.equals(earlier.entries().get(name)))) {
                    return false;
                }
                var path = folder.getKey().isEmpty() ? name : folder.getKey() + "/" + name;
                found.put(new FilePath(path), commit(commit));
                return true;
            });
            return folder.getValue().isEmpty();
        });
    }

    private record Listing(ObjectId id, Map<String, ObjectId> entries) {}
}
