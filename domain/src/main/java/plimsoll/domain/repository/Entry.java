package plimsoll.domain.repository;

import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;

/// One line of a tree: a folder, a file kept in git, or a large file of which git keeps the pointer.
public sealed interface Entry {
    /// Where it is.
    FilePath path();

    /// What git calls it: a tree's id, or a blob's (for a large file, its pointer's).
    GitOid oid();

    /// A folder.
    record Folder(FilePath path, GitOid oid) implements Entry {}

    /// A file whose bytes are in git.
    record SmallFile(FilePath path, GitOid oid, long sizeBytes) implements Entry {}

    /// A file whose bytes are in the blob store.
    record LargeFile(FilePath path, GitOid oid, long pointerBytes, Pointer pointer) implements Entry {}
}
