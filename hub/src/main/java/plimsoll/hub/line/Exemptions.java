package plimsoll.hub.line;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.line.Exemption;
import plimsoll.domain.repository.RepositoryId;

/// Which repositories are let out further than the line allows.
///
/// Safe for use by any number of threads. A deleted repository's exemption goes with it. Every implementation passes
/// `LineStoresContract`.
public interface Exemptions {
    /// The exemption of a repository, over or not.
    Optional<Exemption> of(RepositoryId repository);

    /// Keeps one, in place of the one before. Belongs into the transaction of its deed.
    void keep(RepositoryId repository, Exemption exemption);

    /// Ends one. Belongs into the transaction of its deed.
    ///
    /// @return false, and nothing done, where there is none
    boolean end(RepositoryId repository);

    /// Repositories whose exemption ended by itself after `since` and not after `now`.
    List<RepositoryId> ended(Instant since, Instant now);
}
