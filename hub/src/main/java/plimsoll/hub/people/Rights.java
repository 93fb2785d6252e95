package plimsoll.hub.people;

import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.people.Refusal.NotAllowed;

/// Who may do what in this room. Each answers why not; empty when they may.
final class Rights {
    private Rights() {}

    /// Who runs the hub.
    static Optional<Refusal> toRunTheHub(Known by) {
        return by.role() == SiteRole.ADMIN ? toChange(by) : refuse("Only an admin of this hub can do that.");
    }

    /// Somebody in their own matters, and whoever runs the hub.
    static Optional<Refusal> toActFor(Known by, Namespace account) {
        return by.name().key().equals(account.key()) ? toChange(by) : toRunTheHub(by);
    }

    /// An admin of the organisation, and whoever runs the hub.
    static Optional<Refusal> toRun(Known by, Namespace organisation) {
        return by.role() == SiteRole.ADMIN || by.holds(OrganisationRole.ADMIN, organisation)
                ? toChange(by)
                : refuse("Only an admin of %s can do that.".formatted(organisation));
    }

    /// Everybody but auditors, who write nothing.
    static Optional<Refusal> toFound(Known by) {
        return by.role() == SiteRole.AUDITOR ? refuse("An auditor's account writes nothing.") : toChange(by);
    }

    private static Optional<Refusal> toChange(Known by) {
        return by.scope() == Scope.WRITE ? Optional.empty() : refuse("This token can only read. Use one that writes.");
    }

    private static Optional<Refusal> refuse(String why) {
        return Optional.of(new NotAllowed(why));
    }
}
