package plimsoll.hub.release;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.repository.RepositoryId;

/// Which repositories are known to be released more openly than what they derive from allows, and why.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. Every
/// implementation passes `ReleaseStoresContract`.
public interface Floating {
    /// Why a repository is known to; empty when it is not.
    Optional<String> why(RepositoryId repository);

    /// Notes that it does.
    void floats(RepositoryId repository, String why, Instant at);

    /// Notes that it does no more.
    void sank(RepositoryId repository);
}
