package plimsoll.hub.attestation;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Repositories;

/// Lists the files of a commit with the SHA-256 of each. Large files have theirs by name; small ones are read.
public final class ListFiles {
    private static final int ENTRIES_AT_ONCE = 1_000;
    /// A model of more files is not signed: the list alone would be larger than most models' weights' headers.
    private static final int MAX_FILES = 50_000;
    /// Small files are read to be hashed; so much of them and no more.
    private static final long MAX_READ_BYTES = 2L << 30;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Repositories repositories;

    /// Lists what is in `repositories`.
    public ListFiles(Repositories repositories) {
        this.repositories = repositories;
    }

    /// The files of a commit; empty when there are too many to sign.
    Optional<ModelManifest> of(RepositoryId repository, GitOid commit) throws IOException {
        var files = new TreeMap<String, Sha256>();
        long read = 0;
        var after = "";
        while (true) {
            var entries = repositories
                    .list(repository, commit, "", true, after, ENTRIES_AT_ONCE)
                    .orElse(List.of());
            for (var entry : entries) {
                if (!(entry instanceof Entry.Folder)
                        && ModelManifest.covers(entry.path().text())) {
                    read += entry instanceof Entry.SmallFile small ? small.sizeBytes() : 0;
                    if (files.size() == MAX_FILES || read > MAX_READ_BYTES) {
                        return Optional.empty();
                    }
                    files.put(entry.path().text(), hash(repository, entry));
                }
            }
            if (entries.size() < ENTRIES_AT_ONCE) {
                return Optional.of(new ModelManifest(files));
            }
            after = entries.getLast().path().text();
        }
    }

    private Sha256 hash(RepositoryId repository, Entry entry) throws IOException {
        return switch (entry) {
            case Entry.LargeFile large -> large.pointer().content();
            case Entry.SmallFile small -> {
                try (var in = repositories.open(repository, small.oid())) {
                    yield sha256(in);
                }
            }
            case Entry.Folder folder -> throw new IllegalArgumentException("a folder has no bytes: " + folder.path());
        };
    }

    private static Sha256 sha256(InputStream in) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return Sha256.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
