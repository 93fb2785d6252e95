package plimsoll.backends.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import plimsoll.backends.git.StoredRepository.Purpose;

/// A repository's objects: packs in the blob store, and small ones in rows.
///
/// Opened to write, it keeps finished packs to itself (they are *staged*): its own readers see their objects, nobody
/// else does, until `GitStore.land` makes them rows together with the refs that need them. That is also the quarantine
/// of a push: one that is refused was never in the repository.
final class StoredObjects extends DfsObjDatabase {
    private final StoredRepository repository;
    private final GitStore store;
    private final Instant openedAt;
    private final Map<String, Map<PackExt, PackDraft>> drafts = new HashMap<>();
    private final List<StoredPack> staged = new ArrayList<>();

    StoredObjects(StoredRepository repository, GitStore store, DfsReaderOptions options) {
        super(repository, options);
        this.repository = repository;
        this.store = store;
        this.openedAt = store.now();
    }

    /// When its list of packs began to age.
    Instant openedAt() {
        return openedAt;
    }

    /// The packs nobody else knows of yet.
    List<StoredPack> staged() {
        return List.copyOf(staged);
    }

    /// Forgets the staged packs: they are rows now, or may be.
    void release() {
        staged.clear();
    }

    /// Deletes what is staged: it came to nothing.
    void discard() throws IOException {
        for (var pack : staged) {
            store.deleteFiles(pack);
        }
        staged.clear();
    }

    @Override
    protected StoredPack newPack(PackSource source) {
        if (repository.purpose() == Purpose.READ) {
            throw new IllegalStateException("opened to read");
        }
        var pack = new StoredPack(repository.getDescription(), store.packName(), source);
        pack.setLastModified(store.now().toEpochMilli());
        return pack;
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt ext) {
        var draft = store.draft();
        drafts.computeIfAbsent(((StoredPack) pack).name(), _ -> new EnumMap<>(PackExt.class))
                .put(ext, draft);
        return draft;
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt ext) throws IOException {
        return store.open((StoredPack) pack, ext);
    }

    @Override
    protected List<DfsPackDescription> listPacks() {
        var packs = new LinkedHashMap<String, DfsPackDescription>();
        store.packs().live(repository.id()).forEach(pack -> packs.put(pack.name(), pack));
        staged.forEach(pack -> packs.put(pack.name(), pack));
        return new ArrayList<>(packs.values());
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> added, @Nullable Collection<DfsPackDescription> replaced)
            throws IOException {
        var packs = added.stream().map(StoredPack.class::cast).toList();
        for (var pack : packs) {
            keep(pack);
        }
        if (repository.purpose() == Purpose.WRITE) {
            staged.addAll(packs);
            return;
        }
        var names = replaced == null
                ? List.<String>of()
                : replaced.stream().map(pack -> ((StoredPack) pack).name()).toList();
        store.replace(repository.id(), packs, names);
    }

    /// Drops unfinished files. Finished ones stay for the sweeper: whether their row was written may be unknown here.
    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        for (var pack : packs) {
            var files = drafts.remove(((StoredPack) pack).name());
            if (files != null) {
                files.values().forEach(store::drop);
            }
        }
    }

    @Override
    public void close() {
        drafts.values().forEach(files -> files.values().forEach(store::drop));
        drafts.clear();
        super.close();
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> shallow) {
        if (!shallow.isEmpty()) {
            throw new IllegalStateException("a repository on this hub has its whole history");
        }
    }

    @Override
    public long getApproximateObjectCount() {
        return store.packs().live(repository.id()).stream()
                .mapToLong(StoredPack::getObjectCount)
                .sum();
    }

    // JGit also opens files that it then leaves empty and out of the description: those are dropped.
    private void keep(StoredPack pack) throws IOException {
        var files = drafts.remove(pack.name());
        if (files == null) {
            throw new IOException("no files were written for " + pack.name());
        }
        for (var file : files.entrySet()) {
            if (pack.hasFileExt(file.getKey())) {
                store.keep(file.getValue(), pack, file.getKey());
            } else {
                store.drop(file.getValue());
            }
        }
    }
}
