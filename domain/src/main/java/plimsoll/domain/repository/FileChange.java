package plimsoll.domain.repository;

import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

/// One line of a commit.
public sealed interface FileChange {
    /// The file or folder it touches.
    FilePath path();

    /// Puts a small file in place, whether or not one was there.
    record Write(FilePath path, Bytes content) implements FileChange {}

    /// Puts a large file in place; its bytes are in the blob store already.
    record WriteLarge(FilePath path, Sha256 content, long sizeBytes) implements FileChange {}

    /// Removes a file that is there.
    record Delete(FilePath path) implements FileChange {}

    /// Removes a folder that is there and all below it.
    record DeleteFolder(FilePath path) implements FileChange {}
}
