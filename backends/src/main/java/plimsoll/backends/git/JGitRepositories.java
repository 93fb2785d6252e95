package plimsoll.backends.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.ObjectWalk;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Recent;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Snapshot;

/// Repositories as JGit reads and writes them, in a `GitStore`.
public final class JGitRepositories implements Repositories {
    /// Counts of commits that are remembered, and what leads to what; for given commits neither ever changes.
    private static final int REMEMBERED = 10_000;

    private final GitStore store;
    private final Revisions revisions;
    private final Drafting drafting;
    private final FileFacts facts = new FileFacts();
    private final Recent<GitOid, Integer> counts = new Recent<>(REMEMBERED);
    private final Recent<Reached, Boolean> reached = new Recent<>(REMEMBERED);

    /// Over `store`.
    public JGitRepositories(GitStore store) {
        this.store = store;
        this.revisions = new Revisions(store);
        this.drafting = new Drafting(store, facts);
    }

    @Override
    public Map<RefName, GitOid> refs(RepositoryId repository) {
        var refs = new TreeMap<RefName, GitOid>((a, b) -> a.text().compareTo(b.text()));
        store.refs().all(repository).forEach((name, target) -> refs.put(new RefName(name), target.peeled()));
        return refs;
    }

    @Override
    public Optional<GitOid> resolve(RepositoryId repository, String revision) throws IOException {
        return revisions.resolve(repository, revision);
    }

    @Override
    public Optional<Entry> find(RepositoryId repository, GitOid commit, FilePath path) throws IOException {
        return store.read(repository, all -> {
            try (var trees = new Trees(all, facts)) {
                return trees.find(trees.treeOf(commit), path);
            }
        });
    }

    @Override
    public Optional<List<Entry>> list(
            RepositoryId repository, GitOid commit, String folder, boolean recursive, String after, int limit)
            throws IOException {
        return store.read(repository, all -> {
            try (var trees = new Trees(all, facts)) {
                var tree = trees.folder(trees.treeOf(commit), folder);
                return tree.isPresent()
                        ? Optional.of(trees.list(tree.get(), folder, recursive, after, limit))
                        : Optional.empty();
            }
        });
    }

    @Override
    public InputStream open(RepositoryId repository, GitOid file) throws IOException {
        return store.read(
                repository, all -> all.open(Oids.jgit(file), Constants.OBJ_BLOB).openStream());
    }

    @Override
    public List<Commit> history(RepositoryId repository, GitOid tip, int skip, int limit) throws IOException {
        return store.read(repository, all -> {
            try (var history = new History(all)) {
                return history.from(tip, skip, limit);
            }
        });
    }

    @Override
    public int countCommits(RepositoryId repository, GitOid tip) throws IOException {
        var known = counts.get(tip);
        if (known.isPresent()) {
            return known.get();
        }
        int count = store.read(repository, all -> {
            try (var history = new History(all)) {
                return history.count(tip);
            }
        });
        counts.put(tip, count);
        return count;
    }

    @Override
    public Map<FilePath, Commit> lastCommits(RepositoryId repository, GitOid tip, Collection<FilePath> paths)
            throws IOException {
        return store.read(repository, all -> {
            try (var history = new History(all)) {
                return history.lastChanges(tip, paths);
            }
        });
    }

    @Override
    public Diff diff(RepositoryId repository, GitOid commit, int maxBytes, Predicate<FilePath> shown)
            throws IOException {
        return store.read(repository, all -> Differences.of(all, commit, maxBytes, shown));
    }

    @Override
    public boolean reaches(RepositoryId repository, Collection<GitOid> tips, GitOid commit) throws IOException {
        if (tips.contains(commit)) {
            return true;
        }
        var question = new Reached(repository, Set.copyOf(tips), commit);
        var known = reached.get(question);
        if (known.isPresent()) {
            return known.get();
        }
        boolean answer = store.read(repository, all -> {
            try (var history = new History(all)) {
                return history.reaches(tips, commit);
            }
        });
        reached.put(question, answer);
        return answer;
    }

    @Override
    public void walk(RepositoryId repository, Collection<GitOid> tips, Set<GitOid> without, Consumer<Entry> each)
            throws IOException {
        store.read(repository, all -> {
            try (var trees = new Trees(all, facts)) {
                trees.walk(tips, without, each);
                return true;
            }
        });
    }

    @Override
    public Prepared prepare(RepositoryId repository, CommitOrder order) throws IOException, PathConflict {
        return drafting.commit(repository, order);
    }

    @Override
    public Prepared prepareSquash(RepositoryId repository, RefName ref, GitOid tip, String message, String author)
            throws IOException {
        return drafting.squash(repository, ref, tip, message, author);
    }

    @Override
    public Prepared prepareTag(RepositoryId repository, RefName tag, GitOid commit, String message, String author)
            throws IOException {
        return drafting.tag(repository, tag, commit, message, author);
    }

    @Override
    public Prepared prepareWithout(RepositoryId repository, Set<Sha256> files) throws IOException, HistoryTooLong {
        return drafting.without(repository, files);
    }

    @Override
    public boolean move(RepositoryId repository, List<RefMove> moves) throws IOException {
        try (var writer = store.write(repository)) {
            return store.land(writer, moves);
        }
    }

    @Override
    public Snapshot at(RepositoryId repository, GitOid commit) throws IOException {
        return store.read(repository, all -> new StoredSnapshot(all, facts, commit));
    }

    @Override
    public Set<Sha256> largeFilesReachable(RepositoryId repository, Collection<GitOid> tips) throws IOException {
        return store.read(repository, all -> {
            var found = new HashSet<Sha256>();
            try (var reader = all.newObjectReader();
                    var walk = new ObjectWalk(reader)) {
                walk.setRetainBody(false);
                for (var tip : tips) {
                    walk.markStart(walk.parseCommit(Oids.jgit(tip)));
                }
                while (walk.next() != null) {
                    // Trees and files come after all commits.
                }
                for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
                    if (object.getType() == Constants.OBJ_BLOB) {
                        facts.of(reader, object).pointer().ifPresent(pointer -> found.add(pointer.content()));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public void copy(RepositoryId from, RepositoryId to) {
        store.database().writeWithin(handle -> {
            long generation = store.refs().take(handle, to, true, true);
            store.packs().copy(handle, from, to, generation);
            store.refs().copy(handle, from, to);
            return true;
        });
    }

    @Override
    public void delete(RepositoryId repository) {
        store.database().writeWithin(handle -> {
            long generation = store.refs().take(handle, repository, true, true);
            store.packs().buryAll(handle, repository, generation, store.now());
            store.refs().removeAll(handle, repository);
            return true;
        });
    }

    private record Reached(RepositoryId repository, Set<GitOid> tips, GitOid commit) {}
}
