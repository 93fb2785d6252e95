package plimsoll.hub.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Showing;

/// All that is known about releases, of every repository, in pages: for those who must be able to take it away whole,
/// however much it is.
///
/// Safe for use by any number of threads. Every implementation passes `ReleaseStoresContract`.
public interface ReleaseRecords {
    /// How repositories are released, in order of their ids.
    ///
    /// @param after the id of the last one of the page before; empty text for the first page
    List<State> states(String after, int limit);

    /// Requests for access and what became of them, by repository and holder.
    ///
    /// @param after the last one of the page before
    List<AccessRequest> grants(Optional<AccessRequest> after, int limit);

    /// How a repository is released.
    ///
    /// @param repository which
    /// @param showing what listings say
    /// @param plan the plan; empty where nobody said more than the visibility
    /// @param incidentOpen whether an incident holds stages back
    /// @param decidedAt since when the plan holds
    record State(
            Repository repository,
            Showing showing,
            Optional<ReleasePlan> plan,
            boolean incidentOpen,
            Optional<Instant> decidedAt) {}
}
