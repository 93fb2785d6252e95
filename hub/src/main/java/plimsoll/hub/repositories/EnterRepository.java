package plimsoll.hub.repositories;

import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Entrance.Entered;
import plimsoll.hub.repositories.Entrance.Moved;
import plimsoll.hub.repositories.Entrance.Refused;

/// The one door to repositories: finds one by name and asks the gate.
public final class EnterRepository {
    private final Catalogue catalogue;

    /// A door to what `catalogue` lists.
    public EnterRepository(Catalogue catalogue) {
        this.catalogue = catalogue;
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
        return Gate.admit(who, Intent.READ, found) instanceof Admitted;
    }

    private static Entrance admit(Recipient who, Intent intent, RepoName asked, Repository found) {
        var admission = Gate.admit(who, intent, found);
        if (!(admission instanceof Admitted)) {
            return new Refused(admission);
        }
        return found.name().key().equals(asked.key()) ? new Entered(new Pass(who, intent, found)) : new Moved(found);
    }
}
