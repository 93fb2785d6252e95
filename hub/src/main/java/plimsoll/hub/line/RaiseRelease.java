package plimsoll.hub.line;

import java.util.EnumMap;
import java.util.Optional;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.release.Inherit;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.Pass;

/// Opens a release as far as the line allows, and what it derives from and its licence do. Only ever at somebody's
/// word: the hub by itself closes, and never opens.
public final class RaiseRelease {
    private final Ceilings ceilings;
    private final Inherit inherit;
    private final SetPlan plans;

    /// With what it needs.
    public RaiseRelease(Ceilings ceilings, Inherit inherit, SetPlan plans) {
        this.ceilings = ceilings;
        this.inherit = inherit;
        this.plans = plans;
    }

    /// Sets the plan as open as the line allows, its papers open.
    ///
    /// @param pass to administer the repository
    /// @return empty while nothing is known of the repository
    public Optional<SetPlan.Outcome> raise(Pass pass) {
        var repository = pass.repository();
        return raised(pass, repository).map(plan -> plans.set(pass, plan));
    }

    /// The plan of a repository, as open as the line allows.
    private Optional<ReleasePlan> raised(Pass pass, Repository repository) {
        return ceilings.of(repository).map(ceiling -> {
            var most = inherit.limits(pass.recipient(), repository).stream()
                    .map(Inherit.Limit::level)
                    .findFirst()
                    .orElse(Level.FULLY_OPEN);
            var levels = new EnumMap<Component, Level>(Component.class);
            ceiling.levels().forEach((component, level) -> levels.put(component, level.atMost(most)));
            levels.put(Component.PAPERS, Level.FULLY_OPEN);
            return pass.release().plan().floating(levels, plans.terms(repository, Approval.AUTOMATIC));
        });
    }
}
