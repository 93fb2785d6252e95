package plimsoll.hub.people;

import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.LastAdmin;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unknown;

/// Says who belongs to an organisation. One admin always remains.
///
/// Safe for use by any number of threads. Rights that were taken away are gone when the method returns.
public final class ChangeMembership {
    private final PeopleStores stores;
    private final Recognise recognise;

    ChangeMembership(PeopleStores stores, Recognise recognise) {
        this.stores = stores;
        this.recognise = recognise;
    }

    /// Makes an account something in an organisation, whether it belonged to it or not.
    public Outcome<OrganisationRole> set(Known by, Namespace organisation, Namespace account, OrganisationRole role) {
        return change(organisation, Rights.toRun(by, organisation), () -> {
            int admins = stores.organisations().holdAdmins(organisation);
            var found = stores.accounts().find(account);
            if (found.isEmpty()) {
                return Outcome.refused(new Unknown("account"));
            }
            var present = stores.organisations().role(organisation, account);
            if (isLast(admins, present) && role != OrganisationRole.ADMIN) {
                return Outcome.refused(new LastAdmin());
            }
            if (present.isEmpty() && stores.organisations().of(account).size() >= FoundOrganisation.MAX_MEMBERSHIPS) {
                return Outcome.refused(new NotAllowed("%s belongs to too many organisations.".formatted(account)));
            }
            stores.organisations().setRole(organisation, found.get().name(), role);
            record(by, organisation, found.get().name(), role.name());
            return Outcome.done(role);
        });
    }

    /// Takes an account out of an organisation; everybody may do that to themselves.
    public Outcome<OrganisationRole> remove(Known by, Namespace organisation, Namespace account) {
        var refusal =
                by.name().key().equals(account.key()) ? Rights.toActFor(by, account) : Rights.toRun(by, organisation);
        return change(organisation, refusal, () -> {
            int admins = stores.organisations().holdAdmins(organisation);
            var present = stores.organisations().role(organisation, account);
            if (present.isEmpty()) {
                return Outcome.refused(new Unknown("member"));
            }
            if (isLast(admins, present)) {
                return Outcome.refused(new LastAdmin());
            }
            stores.organisations().remove(organisation, account);
            record(by, organisation, account, "NONE");
            return Outcome.done(present.get());
        });
    }

    private interface Change {
        Outcome<OrganisationRole> make();
    }

    private Outcome<OrganisationRole> change(Namespace organisation, Optional<Refusal> refusal, Change change) {
        if (stores.organisations().find(organisation).isEmpty()) {
            return Outcome.refused(new Unknown("organisation"));
        }
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var outcome = stores.transactions().run(change::make);
        recognise.forget();
        return outcome;
    }

    private static boolean isLast(int admins, Optional<OrganisationRole> role) {
        return admins == 1 && role.isPresent() && role.get() == OrganisationRole.ADMIN;
    }

    private void record(Known by, Namespace organisation, Namespace account, String role) {
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.MEMBERSHIP_CHANGED,
                        by.name().text(),
                        organisation.text(),
                        Map.of("account", account.text(), "role", role)));
    }
}
