package plimsoll.hub.repositories;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Access.Partners;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Recall;
import plimsoll.domain.release.Release;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Entrance.Entered;
import plimsoll.hub.repositories.Entrance.Moved;
import plimsoll.hub.repositories.Entrance.Refused;

/// The one door to repositories: finds one by name, and what was decided about it, and asks the gate.
public final class EnterRepository {
    private final Catalogue catalogue;
    private final Releases releases;
    private final InstantSource clock;

    /// A door to what `catalogue` lists, as `releases` have it when `clock` says it is asked.
    public EnterRepository(Catalogue catalogue, Releases releases, InstantSource clock) {
        this.catalogue = catalogue;
        this.releases = releases;
        this.clock = clock;
    }

    /// Asks for the repository of this kind and name.
    public Entrance enter(Recipient who, Intent intent, RepoKind kind, RepoName name) {
        return catalogue
                .find(kind, name)
                .map(found -> admit(who, intent, name, found))
                .orElseGet(() -> new Refused(new Admission.Unseen()));
    }

    /// Asks for a repository already found, by a listing or a signed address.
    public Entrance enter(Recipient who, Intent intent, Repository found) {
        return admit(who, intent, found.name(), found);
    }

    /// Whether `who` may know that `found` exists.
    public boolean sees(Recipient who, Repository found) {
        return enter(who, Intent.LOOK, found) instanceof Entered;
    }

    /// The recalls of `found` that `who` may hear of: all where they see it, else those from when anybody could.
    public List<Recall> recalls(Recipient who, Repository found) {
        var recalls = releases.of(found).recalls();
        return recalls.isEmpty() || sees(who, found)
                ? recalls
                : recalls.stream().filter(Recall::open).toList();
    }

    private Entrance admit(Recipient who, Intent intent, RepoName asked, Repository found) {
        var release = releases.of(found);
        boolean insider = Gate.isInsider(who, found.name().namespace());
        var held = insider || !isConditional(release) ? Holdings.NONE : releases.held(who, found.id());
        var now = clock.instant();
        var admission = Gate.admit(who, intent, found, release, held, now);
        if (!(admission instanceof Admitted)) {
            return new Refused(admission);
        }
        return found.name().key().equals(asked.key())
                ? new Entered(new Pass(who, intent, found, release, held, now, () -> releases.of(found)))
                : new Moved(found);
    }

    /// Whether the plan lets anybody in on a condition, now or at some stage: else nobody's papers need be looked at.
    private static boolean isConditional(Release release) {
        var plan = release.plan();
        return Stream.concat(
                        plan.access().values().stream(), plan.stages().stream().map(Stage::access))
                .anyMatch(access -> access instanceof Partners || access instanceof OnTerms);
    }
}
