package plimsoll.hub.people;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.NameTaken;
import plimsoll.hub.people.Refusal.NotAllowed;

/// Founds organisations; the founder is their first admin. Safe for use by any number of threads.
public final class FoundOrganisation {
    /// More than anybody works for, too few to take every name.
    static final int MAX_MEMBERSHIPS = 100;

    private final PeopleStores stores;
    private final Recognise recognise;
    private final Mint mint;
    private final InstantSource clock;

    FoundOrganisation(PeopleStores stores, Recognise recognise, Mint mint, InstantSource clock) {
        this.stores = stores;
        this.recognise = recognise;
        this.mint = mint;
        this.clock = clock;
    }

    /// Founds one.
    public Outcome<Organisation> found(Known by, Namespace name, String fullName) {
        var refusal = Rights.toFound(by)
                .or(() -> ChangeAccount.objection(fullName, Optional.empty()))
                .or(() -> ReservedNames.has(name) ? Optional.of(new NameTaken(name)) : Optional.empty())
                .or(() -> stores.organisations().of(by.name()).size() >= MAX_MEMBERSHIPS
                        ? Optional.of(new NotAllowed(
                                "Nobody belongs to more than %d organisations.".formatted(MAX_MEMBERSHIPS)))
                        : Optional.empty());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var outcome = stores.transactions().run(() -> enter(by, name, fullName));
        recognise.forget(); // or the founder could not use it for a moment
        return outcome;
    }

    private Outcome<Organisation> enter(Known by, Namespace name, String fullName) {
        var organisation = new Organisation(mint.id(), name, fullName, clock.instant());
        if (!stores.organisations().add(organisation)) {
            return Outcome.refused(new NameTaken(name));
        }
        stores.organisations().setRole(name, by.name(), OrganisationRole.ADMIN);
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.ORGANISATION_FOUNDED,
                        by.name().text(),
                        name.text(),
                        Map.of("id", organisation.id())));
        return Outcome.done(organisation);
    }
}
