package plimsoll.domain.release;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.Downloadable;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Access.Open;
import plimsoll.domain.release.Access.Partners;
import plimsoll.domain.release.Access.Withheld;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;

/// What of a repository is let out to whom, now and later. The hub protocol's `private` and `gated` are views of it.
///
/// The papers come first: whoever may not read them sees nothing, whatever the plan says of the rest.
///
/// @param access what holds today; a component that is not named is withheld
/// @param stages what will hold, in order of time
/// @param rules which file belongs to which component
/// @param byHand whether each new commit waits for its publisher's release before others see it
public record ReleasePlan(Map<Component, Access> access, List<Stage> stages, FileRules rules, boolean byHand) {
    /// As many steps as a person can survey.
    public static final int MAX_STAGES = 50;

    /// @throws IllegalArgumentException in words for the publisher, when it cannot be
    public ReleasePlan {
        var all = new EnumMap<Component, Access>(Component.class);
        for (var component : Component.values()) {
            all.put(component, access.getOrDefault(component, new Withheld()));
        }
        access = Collections.unmodifiableMap(all);
        stages = stages.stream().sorted(Comparator.comparing(Stage::from)).toList();
        if (stages.size() > MAX_STAGES) {
            throw new IllegalArgumentException("A plan has at most %d stages.".formatted(MAX_STAGES));
        }
        refusePapers(access.getOrDefault(Component.PAPERS, new Withheld()));
        stages.stream()
                .filter(stage -> stage.component() == Component.PAPERS)
                .forEach(stage -> refusePapers(stage.access()));
    }

    private static void refusePapers(Access papers) {
        boolean fit = papers instanceof Withheld || papers instanceof Partners || papers instanceof Open;
        if (!fit) {
            throw new IllegalArgumentException("The papers are withheld, shown to partners, or open: whoever may read"
                    + " them may know of the repository.");
        }
    }

    /// The plan of a repository about which nobody said more than whether strangers may know of it.
    public static ReleasePlan of(Visibility visibility) {
        var access = new EnumMap<Component, Access>(Component.class);
        for (var component : Component.values()) {
            access.put(component, new Downloadable());
        }
        access.put(Component.PAPERS, papers(visibility));
        return new ReleasePlan(access, List.of(), FileRules.NONE, false);
    }

    /// What holds for a component at this time.
    public Access accessTo(Component component, Instant now, boolean incidentOpen) {
        var holds = access.getOrDefault(component, new Withheld());
        for (var stage : stages) {
            if (stage.component() == component && stage.isReached(now, incidentOpen)) {
                holds = stage.access();
            }
        }
        return holds;
    }

    /// The component of a file.
    public Component componentOf(RepoKind kind, FilePath path) {
        return rules.of(kind, path);
    }

    /// Whether strangers may know of the repository.
    public Visibility visibility(Instant now, boolean incidentOpen) {
        return accessTo(Component.PAPERS, now, incidentOpen) instanceof Open ? Visibility.PUBLIC : Visibility.PRIVATE;
    }

    /// How far the repository is let out as a whole: as far as what it is about, and never farther than its papers.
    public Level headline(RepoKind kind, Instant now, boolean incidentOpen) {
        var about = accessTo(FileRules.about(kind), now, incidentOpen).level();
        return about.atMost(accessTo(Component.PAPERS, now, incidentOpen).level());
    }

    /// How far a component is let out, at this time or at any stage, and never farther than the papers: without them
    /// nobody sees anything.
    public Level farthest(Component component, Instant now) {
        return everAt(component, now).atMost(everAt(Component.PAPERS, now));
    }

    private Level everAt(Component component, Instant now) {
        var level = accessTo(component, now, false).level();
        for (var stage : stages) {
            var then = stage.access().level();
            level = stage.component() == component && then.isMoreOpenThan(level) ? then : level;
        }
        return level;
    }

    /// The same plan with nothing above these levels, now or at any stage. A component that is not named stays.
    ///
    /// @param terms what is to be accepted of what comes to be on terms
    public ReleasePlan heldTo(Map<Component, Level> most, OnTerms terms) {
        var held = new EnumMap<>(access);
        held.replaceAll((component, each) -> held(each, most.get(component), terms));
        var later = stages.stream()
                .map(stage -> new Stage(
                        stage.component(),
                        held(stage.access(), most.get(stage.component()), terms),
                        stage.from(),
                        stage.unlessIncident()))
                .toList();
        return new ReleasePlan(held, later, rules, byHand);
    }

    private static Access held(Access access, @Nullable Level most, OnTerms terms) {
        return most != null && access.level().isMoreOpenThan(most) ? Access.at(most, terms) : access;
    }

    /// The same plan with these components at these levels from now on, and no later stages of them.
    ///
    /// @param terms what is to be accepted of what comes to be on terms
    public ReleasePlan floating(Map<Component, Level> levels, OnTerms terms) {
        var plan = this;
        for (var each : levels.entrySet()) {
            plan = plan.with(each.getKey(), Access.at(each.getValue(), terms));
        }
        return plan;
    }

    /// How people are let in on terms: by the strictest way of all components.
    public Gating gating(Instant now, boolean incidentOpen) {
        var found = Gating.NONE;
        for (var component : Component.values()) {
            if (accessTo(component, now, incidentOpen) instanceof OnTerms(var _, var approval)) {
                found = approval == Approval.BY_HAND || found == Gating.MANUAL ? Gating.MANUAL : Gating.AUTO;
            }
        }
        return found;
    }

    /// The same plan, but strangers may know of the repository or not. What it says of the rest stays.
    public ReleasePlan shown(Visibility visibility) {
        return with(Component.PAPERS, papers(visibility));
    }

    /// The same plan with all but the papers on these terms; what is closed further than terms stays so.
    public ReleasePlan gatedBy(OnTerms terms) {
        var plan = this;
        for (var component : Component.values()) {
            var now = access.getOrDefault(component, new Withheld());
            boolean moreOpen = now.isForAnybody() || now instanceof OnTerms;
            plan = component != Component.PAPERS && moreOpen ? plan.with(component, terms) : plan;
        }
        return plan;
    }

    /// The same plan with nothing on terms any more: what was becomes downloadable.
    public ReleasePlan ungated() {
        var plan = this;
        for (var each : access.entrySet()) {
            plan = each.getValue() instanceof OnTerms ? plan.with(each.getKey(), new Downloadable()) : plan;
        }
        return plan;
    }

    /// The same plan with another access to one component, from now on and without later stages of it.
    public ReleasePlan with(Component component, Access other) {
        var changed = new EnumMap<>(access);
        changed.put(component, other);
        return new ReleasePlan(
                changed,
                stages.stream().filter(stage -> stage.component() != component).toList(),
                rules,
                byHand);
    }

    /// The same plan with other rules for files.
    public ReleasePlan with(FileRules other) {
        return new ReleasePlan(access, stages, other, byHand);
    }

    private static Access papers(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> new Open();
            case PRIVATE -> new Withheld();
        };
    }
}
