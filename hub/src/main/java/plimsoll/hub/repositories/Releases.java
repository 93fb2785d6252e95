package plimsoll.hub.repositories;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Recall;
import plimsoll.domain.release.Release;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;

/// What was decided about the release of each repository.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. Every
/// implementation passes `ReleaseStoresContract`.
public interface Releases {
    /// All that the gate needs of a repository; for one about which nothing was decided, what its visibility says.
    Release of(Repository repository);

    /// What `who` holds of a repository: for a stranger nothing.
    Holdings held(Recipient who, RepositoryId repository);

    /// Keeps a plan, in place of the one before.
    void keep(RepositoryId repository, ReleasePlan plan, Instant at);

    /// Opens or closes an incident, which holds back the stages that wait for none.
    void incident(Repository repository, boolean open, Instant at);

    /// Makes `commit` what others see of a ref, where commits are released by hand.
    void release(RepositoryId repository, RefName ref, GitOid commit, Instant at);

    /// Holds commits, or holds them for another reason, and lets others go.
    void hold(RepositoryId repository, Collection<Hold> holds, Collection<GitOid> passed);

    /// All commits that inspections hold, those among them that a person let go.
    List<Hold> allHolds(RepositoryId repository);

    /// Enters a recall under the next number, whatever number it has.
    Recall recall(Repository repository, Recall recall);

    /// Ends a recall.
    ///
    /// @return false, and nothing done, when there is none of this number in force for this repository
    boolean lift(RepositoryId repository, long number, Instant at);

    /// Repositories whose plan has a stage that comes into force after `since` and not after `now`.
    List<RepositoryId> reached(Instant since, Instant now);

    /// Recalls in force, newest first, at most `limit`.
    List<Called> recalls(int limit);

    /// Forgets a repository that is being deleted; its recalls stay.
    void forget(RepositoryId repository);

    /// A recall and what it is of.
    ///
    /// @param repository which repository
    /// @param page its address when it was recalled
    /// @param recall the recall
    record Called(RepositoryId repository, String page, Recall recall) {}
}
