package plimsoll.domain.repository;

import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;

/// One line of a tree: a folder, a file kept in git, or a large file of which git keeps the pointer.
public sealed interface Entry {
    /// Where it is.
    FilePath path();

    /// What git calls it: a tree's id, or a blob's (for a large file, its pointer's).
    GitOid oid();

    /// What this is in a tree that has this one's as its folder `folder`.
    default Entry below(FilePath folder) {
        var path = new FilePath(folder + "/" + path());
        return switch (this) {
            case Folder below -> new Folder(path, below.oid);
            case SmallFile file -> new SmallFile(path, file.oid, file.sizeBytes);
            case LargeFile file -> new LargeFile(path, file.oid, file.pointerBytes, file.pointer);
        };
    }

    /// How much there is at its end: nothing for a folder, for a large file all its bytes.
    default long contentBytes() {
        return switch (this) {
            case Folder _ -> 0;
            case SmallFile file -> file.sizeBytes;
            case LargeFile file -> file.pointer.sizeBytes();
        };
    }

    /// A folder.
    record Folder(FilePath path, GitOid oid) implements Entry {}

    /// A file whose bytes are in git.
    record SmallFile(FilePath path, GitOid oid, long sizeBytes) implements Entry {}

    /// A file whose bytes are in the blob store.
    record LargeFile(FilePath path, GitOid oid, long pointerBytes, Pointer pointer) implements Entry {}
}
