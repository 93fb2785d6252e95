package plimsoll.hub.attestation;

import java.util.List;
import plimsoll.domain.repository.RepositoryId;

/// What came of training models again, the newest of each account for each commit.
///
/// Safe for use by any number of threads. Every implementation passes `ReproductionsContract`.
public interface Reproductions {
    /// Keeps one in place of what its account said before, in the transaction the calling thread is in and after its
    /// deed was recorded there.
    ///
    /// @param said its entry is not known yet
    /// @return the same with its entry: the newest of the public log
    Reproduction keep(RepositoryId repository, Reproduction said);

    /// Those of a repository, newest first, at most `limit`.
    List<Reproduction> of(RepositoryId repository, int limit);
}
