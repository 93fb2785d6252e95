package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.RepositoryId;

/// Whether somebody may commit a large file by its name alone. Knowing a hash is not possessing the bytes.
///
/// Safe for use by any number of threads.
public interface Claims {
    /// The file as the repository has it, or as `who` may read it elsewhere; empty when neither holds, whether or not
    /// this hub stores such bytes. Changes nothing.
    Optional<Pointer> find(Recipient who, RepositoryId into, Sha256 content);

    /// The same, and links the file to the repository, in the transaction the calling thread is in.
    Optional<Pointer> link(Recipient who, RepositoryId into, Sha256 content) throws IOException;
}
