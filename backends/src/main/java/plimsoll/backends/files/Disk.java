package plimsoll.backends.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Everything `FileBlobs` does to a disk that a crash could interrupt. A seam, so that tests can pull the plug at
/// each of these calls.
interface Disk {
    /// Makes a file that is not there yet, open for writing and reading.
    FileChannel create(Path file) throws IOException;

    /// Writes all that remains in `bytes` at the end of `channel`.
    void write(FileChannel channel, ByteBuffer bytes) throws IOException;

    /// Returns when the file's content is on the disk.
    void sync(FileChannel channel) throws IOException;

    /// Makes a folder; does nothing when it is there.
    void makeFolder(Path folder) throws IOException;

    /// Puts the file at `from` in the place of `to`, at one moment.
    void rename(Path from, Path to) throws IOException;

    /// Returns when the names in `folder` are on the disk.
    void syncFolder(Path folder) throws IOException;

    /// Gives the file at `existing` a second name.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is none
    /// @throws java.nio.file.FileSystemException when this file system has no second names, or not there
    void hardLink(Path existing, Path name) throws IOException;

    /// Makes a name that leads to `existing`.
    void symbolicLink(Path existing, Path name) throws IOException;

    /// Removes a file or an empty folder; does nothing when it is not there.
    void delete(Path file) throws IOException;
}
