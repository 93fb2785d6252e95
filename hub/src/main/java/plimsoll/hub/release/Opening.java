package plimsoll.hub.release;

import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.release.Admission;
import plimsoll.domain.repository.Entry;

/// What somebody finds who opens a file by revision and path.
public sealed interface Opening {
    /// A file kept in git.
    ///
    /// @param commit the commit the revision names
    /// @param file the file
    record Small(GitOid commit, Entry.SmallFile file) implements Opening {}

    /// A large file.
    ///
    /// @param commit the commit the revision names
    /// @param file as this hub keeps it
    /// @param named what its bytes are called to the recipient
    record Large(GitOid commit, Entry.LargeFile file, Pointer named) implements Opening {}

    /// The file is there, and its reader may know it, but not have it.
    ///
    /// @param commit the commit the revision names
    /// @param file the file
    /// @param why what stands in the way
    record Refused(GitOid commit, Entry file, Admission why) implements Opening {}

    /// The revision names no commit.
    record NoRevision(String revision) implements Opening {}

    /// The commit has no file there.
    ///
    /// @param commit the commit the revision names
    /// @param path what was asked for
    record NoFile(GitOid commit, String path) implements Opening {}
}
