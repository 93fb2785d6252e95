package plimsoll.backends.git;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// A pack as JGit describes it and, for each of its files, the name of the blob or the row that holds it.
///
/// Written by one thread until it is a row; after that nobody changes it and any thread may read it.
final class StoredPack extends DfsPackDescription {
    private final String name;
    private final Map<PackExt, Sha256> blobs = new EnumMap<>(PackExt.class);
    private final Map<Sha256, Bytes> small = new HashMap<>();

    StoredPack(DfsRepositoryDescription repository, String name, PackSource source) {
        super(repository, name, source);
        this.name = name;
    }

    String name() {
        return name;
    }

    /// Notes one of its files.
    void holdsFile(PackExt ext, Sha256 blob, long sizeBytes, int blockBytes) {
        addFileExt(ext);
        setFileSize(ext, sizeBytes);
        setBlockSize(ext, blockBytes);
        blobs.put(ext, blob);
    }

    /// Notes one of its files that is to become a row.
    void holdsSmall(PackExt ext, Sha256 file, Bytes content) {
        blobs.put(ext, file);
        small.put(file, content);
    }

    /// The files that become rows together with this pack, with their salt; empty for a pack read from its rows.
    Map<Sha256, Bytes> small() {
        return small;
    }

    Map<PackExt, Sha256> blobs() {
        return blobs;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
