package plimsoll.hub.attestation;

import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RepositoryId;

/// The signatures this hub made of commits.
///
/// Safe for use by any number of threads. Every implementation passes `ModelSignaturesContract`.
public interface ModelSignatures {
    /// The bundle of a commit, as it was first written.
    Optional<String> of(RepositoryId repository, GitOid commit);

    /// Keeps a bundle, in the transaction the calling thread is in.
    ///
    /// @return false, and nothing done, when the commit has one
    boolean keep(RepositoryId repository, GitOid commit, String bundle);
}
