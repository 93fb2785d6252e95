package plimsoll.hub.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Attempts.Limit;
import plimsoll.hub.people.Refusal.AccountSuspended;
import plimsoll.hub.people.Refusal.Spent;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.WrongPassword;

/// Starts browser sessions, by password or by one-time link.
///
/// A wrong name is answered like a wrong password: same words, same time, same limits. Safe for use by any number of
/// threads.
public final class SignIn {
    /// Wrong passwords for one name. A guesser gets 960 a day; who mistypes waits a quarter of an hour.
    private static final Limit BY_NAME = new Limit("password", 10, Duration.ofMinutes(15));
    /// Sign-ins from one network, right or wrong: an office behind one address must not be locked out.
    private static final Limit BY_NETWORK = new Limit("sign in", 100, Duration.ofMinutes(15));

    private final PeopleStores stores;
    private final Passwords passwords;
    private final Attempts attempts;
    private final StartSession startSession;
    private final InstantSource clock;

    SignIn(
            PeopleStores stores,
            Passwords passwords,
            Attempts attempts,
            StartSession startSession,
            InstantSource clock) {
        this.stores = stores;
        this.passwords = passwords;
        this.attempts = attempts;
        this.startSession = startSession;
        this.clock = clock;
    }

    /// With name and password.
    public Outcome<SignedIn> byPassword(String name, String password, Client client) {
        var wait = attempts.take(BY_NETWORK, Attempts.network(client.address()));
        if (wait.isPresent()) {
            return Outcome.refused(new TooOften(wait.get()));
        }
        return switch (check(name, password)) {
            case Outcome.Refused<Namespace>(var why) -> Outcome.refused(why);
            case Outcome.Done<Namespace>(var account) ->
                stores.transactions().run(() -> start(account, client, "password"));
        };
    }

    /// With a one-time link's secret. A link is used up even where the account is suspended.
    public Outcome<SignedIn> byLink(String secret, Client client) {
        var wait = attempts.take(BY_NETWORK, Attempts.network(client.address()));
        if (wait.isPresent()) {
            return Outcome.refused(new TooOften(wait.get()));
        }
        return stores.transactions()
                .run(() -> stores.sessions()
                        .takeLink(Mint.hash(secret), clock.instant())
                        .map(account -> start(account, client, "link"))
                        .orElseGet(() -> Outcome.refused(new Spent())));
    }

    /// Whether they belong together; counts, so that guessing here is limited as well.
    Outcome<Namespace> check(String text, String password) {
        var account = Namespace.isNamespace(text)
                ? stores.accounts().find(new Namespace(text)).map(Account::name)
                : Optional.<Namespace>empty();
        // Unknown names are counted by their hash: as long as a name, whatever a stranger sends.
        var key = account.map(Namespace::key).orElseGet(() -> Mint.hash(text).hex());
        var wait = attempts.take(BY_NAME, key);
        if (wait.isPresent()) {
            return Outcome.refused(new TooOften(wait.get()));
        }
        var checked = account.flatMap(stores.accounts()::password)
                .map(kept -> passwords.check(kept, password))
                .orElseGet(() -> passwords.checkNobodys(password));
        return switch (checked) {
            case BUSY -> Outcome.refused(new TooOften(Passwords.WHEN_BUSY));
            case WRONG -> Outcome.refused(new WrongPassword());
            case RIGHT -> {
                attempts.forget(BY_NAME, key);
                yield Outcome.done(account.orElseThrow());
            }
        };
    }

    private Outcome<SignedIn> start(Namespace name, Client client, String how) {
        var active = stores.accounts().find(name).filter(account -> account.standing() == Standing.ACTIVE);
        if (active.isEmpty()) {
            return Outcome.refused(new AccountSuspended());
        }
        var started = startSession.start(name, client, clock.instant());
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.SIGNED_IN,
                        name.text(),
                        name.text(),
                        Map.of("how", how, "session", started.session().id())));
        return Outcome.done(new SignedIn(started.session(), started.cookie()));
    }

    /// Somebody is in.
    ///
    /// @param session their session
    /// @param cookie what their browser is to keep and nobody else to see
    public record SignedIn(Session session, String cookie) {}
}
