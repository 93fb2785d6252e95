package plimsoll.hub.repositories;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;

/// What one commit holds, whether a ref leads to it or not yet. For the thread that asked for it.
public interface Snapshot {
    /// Which commit.
    GitOid commit();

    /// Where what no ref leads to yet begins: of this commit and those it follows, the new ones that follow no other
    /// new one. Just this one where it comes alone; none where a ref leads to it.
    List<GitOid> beginnings() throws IOException;

    /// When it was made, as it says itself.
    Instant madeAt() throws IOException;

    /// The entry at `path`; empty when there is none.
    Optional<Entry> find(FilePath path) throws IOException;

    /// Its root folder, as git calls it.
    GitOid tree() throws IOException;

    /// The entries of a folder of it, in git's order, with the names they have there.
    List<Entry> list(GitOid tree) throws IOException;

    /// The bytes of a file kept in git (for a large file, its pointer's). The caller closes the stream.
    InputStream open(GitOid file) throws IOException;

    /// Where snapshots come from: a repository, or what is about to be part of it.
    @FunctionalInterface
    interface Source {
        /// What `commit` holds.
        Snapshot at(GitOid commit) throws IOException;
    }
}
