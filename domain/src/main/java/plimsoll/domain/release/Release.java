package plimsoll.domain.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;

/// All that the gate needs to know of a repository besides its name.
///
/// @param plan its release plan
/// @param incidentOpen whether an incident holds back the stages that wait for none
/// @param recalls those in force
/// @param released the released commit of each branch and tag, where commits are released by hand; a ref that is not
///     named has none
/// @param holds commits that wait for an inspection of their files, or did not pass it
public record Release(
        ReleasePlan plan, boolean incidentOpen, List<Recall> recalls, Map<RefName, GitOid> released, List<Hold> holds) {
    public Release {
        recalls = List.copyOf(recalls);
        released = Map.copyOf(released);
        holds = List.copyOf(holds);
    }

    /// One in which no inspection holds anything.
    public Release(ReleasePlan plan, boolean incidentOpen, List<Recall> recalls, Map<RefName, GitOid> released) {
        this(plan, incidentOpen, recalls, released, List.of());
    }

    /// This one, with other commits held.
    public Release holding(List<Hold> others) {
        return new Release(plan, incidentOpen, recalls, released, others);
    }

    /// What holds this very commit.
    public Optional<Hold> heldAt(GitOid commit) {
        return holds.stream().filter(hold -> hold.commit().equals(commit)).findFirst();
    }

    /// Of a repository about which nobody said more than whether strangers may know of it.
    public static Release of(Visibility visibility) {
        return new Release(ReleasePlan.of(visibility), false, List.of(), Map.of());
    }

    /// What holds for a component at this time.
    public Access accessTo(Component component, Instant now) {
        return plan.accessTo(component, now, incidentOpen);
    }

    /// The recall of the whole repository.
    public Optional<Recall> recalled() {
        return recalls.stream().filter(recall -> recall.revision().isEmpty()).findFirst();
    }

    /// The recall that closes this commit.
    public Optional<Recall> recalled(GitOid commit) {
        return recalls.stream()
                .filter(recall -> recall.revision().map(commit::equals).orElse(true))
                .findFirst();
    }

    /// How it shows in listings at this time.
    public Showing showing(RepoKind kind, Instant now) {
        return new Showing(
                plan.visibility(now, incidentOpen),
                plan.headline(kind, now, incidentOpen),
                plan.gating(now, incidentOpen),
                accessTo(Component.PAPERS, now) instanceof Access.Partners(var agreement)
                        ? Optional.of(agreement)
                        : Optional.empty(),
                recalled().isPresent());
    }
}
