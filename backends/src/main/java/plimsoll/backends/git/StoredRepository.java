package plimsoll.backends.git;

import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.StoredConfig;
import plimsoll.domain.repository.RepositoryId;

/// A repository as JGit sees it. Cheap: those who write open one for themselves, those who read share one.
final class StoredRepository extends DfsRepository {
    private static final int DELTA_BASES = 10 * DfsReaderOptions.MiB;
    private static final int STREAM_BUFFER = 64 * DfsReaderOptions.KiB;

    private final RepositoryId id;
    private final Purpose purpose;
    private final StoredObjects objects;
    private final StoredRefs refs;

    StoredRepository(GitStore store, RepositoryId id, Purpose purpose) {
        super(new Description(id));
        this.id = id;
        this.purpose = purpose;
        this.objects = new StoredObjects(this, store, readerOptions());
        this.refs = new StoredRefs(this, store);
        configure(getConfig());
    }

    /// What it was opened for.
    enum Purpose {
        /// Reading, by any number of threads.
        READ,
        /// Reading and adding objects by one thread: they are nobody else's until their refs move.
        WRITE,
        /// Replacing packs by one thread: new packs count as soon as JGit commits them.
        MAINTAIN
    }

    RepositoryId id() {
        return id;
    }

    Purpose purpose() {
        return purpose;
    }

    @Override
    public StoredObjects getObjectDatabase() {
        return objects;
    }

    @Override
    public StoredRefs getRefDatabase() {
        return refs;
    }

    private static DfsReaderOptions readerOptions() {
        return new DfsReaderOptions()
                .setDeltaBaseCacheLimit(DELTA_BASES) // 0 unless said: each delta would read its base anew
                .setStreamPackBufferSize(STREAM_BUFFER);
    }

    private static void configure(StoredConfig config) {
        config.setBoolean("core", null, "commitGraph", true);
        config.setBoolean("uploadpack", null, "allowFilter", true);
        config.setBoolean("receive", null, "fsckObjects", true);
    }

    private static final class Description extends DfsRepositoryBuilder<Description, StoredRepository> {
        Description(RepositoryId id) {
            setRepositoryDescription(new DfsRepositoryDescription(id.hex()));
        }

        @Override
        public StoredRepository build() {
            throw new UnsupportedOperationException("a GitStore opens repositories");
        }
    }
}
