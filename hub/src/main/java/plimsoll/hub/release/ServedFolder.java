package plimsoll.hub.release;

import java.util.List;
import java.util.stream.Collectors;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;

/// What an engine reads of a folder of a repository, and nothing else that lies there.
///
/// @param parts its files, in the order of their paths
public record ServedFolder(List<Part> parts) {
    public ServedFolder {
        parts = parts.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
    }

    /// One of its files.
    public sealed interface Part {
        /// Where it is in the folder.
        FilePath at();

        /// How long it is.
        long sizeBytes();

        /// Kept in git.
        ///
        /// @param oid what git calls its bytes
        record Small(FilePath at, RepositoryId repository, GitOid oid, long sizeBytes) implements Part {}

        /// Kept in the blob store.
        record Large(FilePath at, Pointer file) implements Part {
            @Override
            public long sizeBytes() {
                return file.sizeBytes();
            }
        }
    }

    /// Bytes of all files together.
    public long sizeBytes() {
        return parts.stream().mapToLong(Part::sizeBytes).sum();
    }

    /// What its contents are called: the same for every commit in which they are the same.
    public Sha256 version() {
        return Sha256.ofUtf8(parts.stream()
                .map(part -> switch (part) {
                    case Part.Small small -> "git %s %s\n".formatted(small.oid().hex(), small.at());
                    case Part.Large large ->
                        "blob %s %s\n".formatted(large.file().content().hex(), large.at());
                })
                .collect(Collectors.joining()));
    }
}
