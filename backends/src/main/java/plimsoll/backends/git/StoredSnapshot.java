package plimsoll.backends.git;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.Snapshot;

/// A commit in a repository, or among the objects that one staged.
record StoredSnapshot(StoredRepository repository, FileFacts facts, GitOid commit) implements Snapshot {
    @Override
    public List<GitOid> beginnings() throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(Oids.jgit(commit)));
            for (var ref : repository.getRefDatabase().getRefs()) {
                if (walk.peel(walk.parseAny(ref.getObjectId())) instanceof RevCommit known) {
                    walk.markUninteresting(known);
                }
            }
            var fresh = new HashSet<RevCommit>();
            walk.forEach(fresh::add);
            return fresh.stream()
                    .filter(each -> Stream.of(each.getParents()).noneMatch(fresh::contains))
                    .map(Oids::ours)
                    .toList();
        }
    }

    @Override
    public Instant madeAt() throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(Oids.jgit(commit)).getCommitterIdent().getWhenAsInstant();
        }
    }

    @Override
    public Optional<Entry> find(FilePath path) throws IOException {
        try (var trees = new Trees(repository, facts)) {
            return trees.find(trees.treeOf(commit), path);
        }
    }

    @Override
    public GitOid tree() throws IOException {
        try (var trees = new Trees(repository, facts)) {
            return Oids.ours(trees.treeOf(commit));
        }
    }

    @Override
    public List<Entry> list(GitOid tree) throws IOException {
        try (var trees = new Trees(repository, facts)) {
            return trees.list(Oids.jgit(tree), "", false, "", Integer.MAX_VALUE);
        }
    }

    @Override
    public InputStream open(GitOid file) throws IOException {
        return repository.open(Oids.jgit(file), Constants.OBJ_BLOB).openStream();
    }
}
