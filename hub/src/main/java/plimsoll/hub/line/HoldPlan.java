package plimsoll.hub.line;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.line.Line.Reason;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.release.PlanRule;
import plimsoll.hub.repositories.Releases;

/// Holds release plans to the line: nothing is let out further than its ceiling, now or at some stage, and whoever
/// tries is told by which rules and facts.
public final class HoldPlan implements PlanRule {
    private final Ceilings ceilings;
    private final Releases releases;
    private final InstantSource clock;

    /// By `ceilings`.
    public HoldPlan(Ceilings ceilings, Releases releases, InstantSource clock) {
        this.ceilings = ceilings;
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public List<String> objections(Recipient reader, Repository repository, ReleasePlan plan) {
        var ceiling = ceilings.of(repository);
        if (ceiling.isEmpty()) {
            return List.of();
        }
        var reasons = new ArrayList<String>();
        var now = clock.instant();
        var held = releases.of(repository).plan();
        ceiling.get().levels().forEach((component, most) -> {
            var wanted = plan.farthest(component, now);
            // Nobody is kept from closing something, not even a little.
            if (wanted.isMoreOpenThan(most) && wanted.isMoreOpenThan(held.farthest(component, now))) {
                reasons.add(objection(repository, component, wanted, most, ceiling.get()));
            }
        });
        return reasons;
    }

    private static String objection(
            Repository repository, Component component, Level wanted, Level most, Ceilings.Ceiling ceiling) {
        return "The line holds the %s of %s to %s, so not %s: %s"
                .formatted(
                        component.word().replace('-', ' '),
                        repository.name(),
                        most.word(),
                        wanted.word(),
                        why(ceiling, component));
    }

    /// What holds a component, in sentences.
    static String why(Ceilings.Ceiling ceiling, Component component) {
        return ceiling.line().holding(component).stream().map(Reason::sentence).collect(Collectors.joining(" "));
    }
}
