package plimsoll.hub.release;

import java.util.List;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Repository;

/// Something that a release plan must comply with.
@FunctionalInterface
public interface PlanRule {
    /// Why this repository may not have this plan, in words for its publisher; empty when it may.
    List<String> objections(Repository repository, ReleasePlan plan);
}
