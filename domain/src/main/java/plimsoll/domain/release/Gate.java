package plimsoll.domain.release;

import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.repository.Repository;

/// Decides who may have what. Pure: the same question always gets the same answer, so every answer in the ledger can be
/// asked again by an auditor.
public final class Gate {
    private Gate() {}

    /// Whether `who` may do what they intend with `repository`.
    public static Admission admit(Recipient who, Intent intent, Repository repository) {
        if (!sees(who, repository)) {
            return new Unseen();
        }
        return switch (intent) {
            case READ -> new Admitted();
            case WRITE -> change(who, OrganisationRole.WRITE, repository.name().namespace());
            case ADMINISTER ->
                change(who, OrganisationRole.ADMIN, repository.name().namespace());
        };
    }

    /// Whether `who` may make repositories in `namespace`. Says nothing about whether the namespace exists.
    public static Admission admitToPublish(Recipient who, Namespace namespace) {
        return change(who, OrganisationRole.WRITE, namespace);
    }

    private static boolean sees(Recipient who, Repository repository) {
        return switch (repository.visibility()) {
            case PUBLIC -> true;
            case PRIVATE ->
                switch (who) {
                    case Stranger _ -> false;
                    case Known known ->
                        known.role() != SiteRole.MEMBER
                                || known.holds(
                                        OrganisationRole.READ, repository.name().namespace());
                };
        };
    }

    private static Admission change(Recipient who, OrganisationRole needed, Namespace namespace) {
        return switch (who) {
            case Stranger _ -> new RoleTooSmall();
            case Known known when known.role() == SiteRole.AUDITOR -> new RoleTooSmall();
            case Known known
            when known.role() != SiteRole.ADMIN && !known.holds(needed, namespace) -> new RoleTooSmall();
            case Known known when known.scope() == Scope.READ -> new ScopeTooSmall();
            case Known _ -> new Admitted();
        };
    }
}
