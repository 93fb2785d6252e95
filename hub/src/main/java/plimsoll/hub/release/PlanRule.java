package plimsoll.hub.release;

import java.util.List;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Repository;

/// Something that a release plan must comply with.
@FunctionalInterface
public interface PlanRule {
    /// Why this repository may not have this plan, in words for its publisher; empty when it may.
    ///
    /// @param reader who is told: what they may not know of is no reason
    List<String> objections(Recipient reader, Repository repository, ReleasePlan plan);
}
