package plimsoll.hub.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Attempts.Limit;
import plimsoll.hub.people.Refusal.NameTaken;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Spent;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.Unfit;

/// Opens accounts: an admin for somebody, somebody with an invitation, or anybody, as `Registration` says.
///
/// Safe for use by any number of threads.
public final class OpenAccount {
    /// Enough for a class behind one address, too few to fill a table.
    private static final Limit BY_NETWORK = new Limit("open account", 20, Duration.ofHours(1));

    private final PeopleStores stores;
    private final Registration registration;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Mint mint;
    private final InstantSource clock;

    OpenAccount(
            PeopleStores stores,
            Registration registration,
            Passwords passwords,
            Attempts attempts,
            Mint mint,
            InstantSource clock) {
        this.stores = stores;
        this.registration = registration;
        this.passwords = passwords;
        this.attempts = attempts;
        this.mint = mint;
        this.clock = clock;
    }

    /// Who can open an account without an admin.
    public Registration registration() {
        return registration;
    }

    /// An admin opens an account. It has no password yet: its holder signs in by a link, or uses a token.
    public Outcome<Account> byAdmin(Known by, Newcomer newcomer, SiteRole role) {
        return Rights.toRunTheHub(by)
                .or(newcomer::objection)
                .<Outcome<Account>>map(Outcome::refused)
                .orElseGet(() -> stores.transactions()
                        .run(() -> open(newcomer, role, by.name().text())));
    }

    /// Somebody with an invitation opens their account.
    public Outcome<Account> byInvitation(String invitation, Newcomer newcomer, String password, Client client) {
        if (registration == Registration.CLOSED) {
            return Outcome.refused(new NotAllowed("This hub's accounts are opened by its admins."));
        }
        return withPassword(newcomer, password, client, () -> {
            var taken = stores.invitations().take(Mint.hash(invitation), clock.instant());
            return taken.isEmpty()
                    ? Outcome.refused(new Spent())
                    : orUndo(open(newcomer, taken.get().role(), newcomer.name().text()));
        });
    }

    /// Somebody opens an account for themselves.
    public Outcome<Account> byThemselves(Newcomer newcomer, String password, Client client) {
        if (registration != Registration.OPEN) {
            return Outcome.refused(new NotAllowed("This hub does not open accounts to everybody."));
        }
        return withPassword(
                newcomer,
                password,
                client,
                () -> orUndo(open(newcomer, SiteRole.MEMBER, newcomer.name().text())));
    }

    private interface Opening {
        Outcome<Account> open() throws Undone;
    }

    private Outcome<Account> withPassword(Newcomer newcomer, String password, Client client, Opening opening) {
        var refusal = newcomer.objection()
                .or(() -> Passwords.objection(password, newcomer.name()).map(Unfit::new))
                .or(() -> attempts.take(BY_NETWORK, Attempts.network(client.address()))
                        .map(TooOften::new));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return Outcome.refused(new TooOften(Passwords.WHEN_BUSY));
        }
        try {
            return stores.transactions().run(() -> {
                var outcome = opening.open();
                if (outcome instanceof Outcome.Done<Account>(var account)) {
                    stores.accounts().setPassword(account.name(), hash.get());
                }
                return outcome;
            });
        } catch (Undone undone) {
            return Outcome.refused(undone.why);
        }
    }

    private Outcome<Account> open(Newcomer newcomer, SiteRole role, String actor) {
        if (ReservedNames.has(newcomer.name())) {
            return Outcome.refused(new NameTaken(newcomer.name()));
        }
        return enter(newcomer, role, actor);
    }

    /// Opens an account of any free name, reserved or not, in the transaction the calling thread is in.
    Outcome<Account> enter(Newcomer newcomer, SiteRole role, String actor) {
        var account = new Account(
                mint.id(),
                newcomer.name(),
                newcomer.fullName(),
                newcomer.email(),
                role,
                Standing.ACTIVE,
                clock.instant());
        if (!stores.accounts().add(account)) {
            return Outcome.refused(new NameTaken(newcomer.name()));
        }
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.ACCOUNT_OPENED,
                        actor,
                        account.name().text(),
                        Map.of("id", account.id(), "role", role.name())));
        return Outcome.done(account);
    }

    // An invitation is used up in the transaction that opens the account; a taken name must not cost it.
    private static Outcome<Account> orUndo(Outcome<Account> outcome) throws Undone {
        return switch (outcome) {
            case Outcome.Done<Account> done -> done;
            case Outcome.Refused<Account>(var why) -> throw new Undone(why);
        };
    }

    private static final class Undone extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Refusal why;

        Undone(Refusal why) {
            this.why = why;
        }
    }

    /// What somebody says of themselves who comes new.
    ///
    /// @param name under which they want to publish
    /// @param fullName what they are called; may be empty
    /// @param email where to write to them, if they say
    public record Newcomer(Namespace name, String fullName, Optional<String> email) {
        /// Somebody who says no more than their name.
        public static Newcomer named(Namespace name) {
            return new Newcomer(name, "", Optional.empty());
        }

        Optional<Refusal> objection() {
            return ChangeAccount.objection(fullName, email);
        }
    }
}
