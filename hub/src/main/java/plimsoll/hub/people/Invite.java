package plimsoll.hub.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unfit;
import plimsoll.hub.people.Refusal.Unknown;

/// Invites people to open an account. Safe for use by any number of threads.
public final class Invite {
    /// Long enough for a letter and a holiday.
    public static final Duration LIFETIME = Duration.ofDays(14);

    private final PeopleStores stores;
    private final Registration registration;
    private final Mint mint;
    private final InstantSource clock;

    Invite(PeopleStores stores, Registration registration, Mint mint, InstantSource clock) {
        this.stores = stores;
        this.registration = registration;
        this.mint = mint;
        this.clock = clock;
    }

    /// An admin invites somebody.
    ///
    /// @param note for whom, in the admin's words; may be empty
    public Outcome<Invited> invite(Known by, SiteRole role, String note) {
        var refusal = Rights.toRunTheHub(by).or(() -> objection(note));
        return refusal.<Outcome<Invited>>map(Outcome::refused)
                .orElseGet(() -> stores.transactions().run(() -> {
                    var now = clock.instant();
                    var invitation = new Invitation(mint.id(), by.name(), role, note, now, now.plus(LIFETIME));
                    var secret = mint.secret();
                    stores.invitations().add(invitation, Mint.hash(secret));
                    record(Deed.Kind.INVITATION_ISSUED, by, invitation.id(), Map.of("role", role.name()));
                    return Outcome.done(new Invited(invitation, secret));
                }));
    }

    /// An admin takes an invitation back.
    public Outcome<String> withdraw(Known by, String invitation) {
        return Rights.toRunTheHub(by)
                .<Outcome<String>>map(Outcome::refused)
                .orElseGet(() -> stores.transactions().run(() -> {
                    if (!stores.invitations().remove(invitation)) {
                        return Outcome.refused(new Unknown("invitation"));
                    }
                    record(Deed.Kind.INVITATION_WITHDRAWN, by, invitation, Map.of());
                    return Outcome.done(invitation);
                }));
    }

    /// The invitation with this secret, while it can be used.
    public Optional<Invitation> find(String secret) {
        return registration == Registration.CLOSED
                ? Optional.empty()
                : stores.invitations().find(Mint.hash(secret), clock.instant());
    }

    /// What can be used still, for admins.
    public Outcome<List<Invitation>> open(Known by) {
        return by.role() == SiteRole.ADMIN
                ? Outcome.done(stores.invitations().open(clock.instant()))
                : Outcome.refused(new NotAllowed("Only an admin of this hub can see that."));
    }

    private Optional<Refusal> objection(String note) {
        if (registration == Registration.CLOSED) {
            return Optional.of(new NotAllowed("Registration is closed on this hub: an invitation could not be used."));
        }
        return Words.fit(note, Words.MAX_NOTE)
                ? Optional.empty()
                : Optional.of(new Unfit("A note is one line of at most %d characters.".formatted(Words.MAX_NOTE)));
    }

    private void record(Deed.Kind kind, Known by, String invitation, Map<String, String> details) {
        stores.journal().append(Deed.of(kind, by.name().text(), invitation, details));
    }

    /// Somebody is invited.
    ///
    /// @param invitation what was noted
    /// @param secret what they are to be sent; it is not kept
    public record Invited(Invitation invitation, String secret) {}
}
