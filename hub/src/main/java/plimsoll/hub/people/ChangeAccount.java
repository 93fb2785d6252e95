package plimsoll.hub.people;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Deed.Kind;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Refusal.LastAdmin;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.Unfit;
import plimsoll.hub.people.Refusal.Unknown;
import plimsoll.hub.people.Refusal.WrongPassword;

/// Changes what an account is: its description and password by its holder, its role and standing by an admin. One
/// active admin always remains.
///
/// Safe for use by any number of threads. Rights that were taken away are gone when the method returns.
public final class ChangeAccount {
    private static final int MAX_REASON = 300;

    private final PeopleStores stores;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Recognise recognise;

    ChangeAccount(PeopleStores stores, SignIn signIn, Passwords passwords, Recognise recognise) {
        this.stores = stores;
        this.signIn = signIn;
        this.passwords = passwords;
        this.recognise = recognise;
    }

    /// What somebody is called, and where to write to them.
    public Outcome<Account> describe(Known by, Newcomer as) {
        return Rights.toActFor(by, as.name())
                .or(as::objection)
                .<Outcome<Account>>map(Outcome::refused)
                .orElseGet(() -> change(
                        as.name(),
                        old -> old.describedAs(as.fullName(), as.email()),
                        of(Kind.ACCOUNT_CHANGED, by, as.name(), Map.of("what", "profile"))));
    }

    /// What an account is on this hub.
    public Outcome<Account> setRole(Known by, Namespace name, SiteRole role) {
        return Rights.toRunTheHub(by)
                .<Outcome<Account>>map(Outcome::refused)
                .orElseGet(() -> change(
                        name, old -> old.with(role), of(Kind.ROLE_CHANGED, by, name, Map.of("role", role.name()))));
    }

    /// Whether an account's holder is let in. Who is suspended loses their sessions at once, their links and device
    /// sign-ins for good; their tokens work again when they are reinstated.
    ///
    /// @param reason why, for the record; may be empty
    public Outcome<Account> setStanding(Known by, Namespace name, Standing standing, String reason) {
        return Rights.toRunTheHub(by)
                .or(() -> objection(reason))
                .<Outcome<Account>>map(Outcome::refused)
                .orElseGet(() -> change(
                        name,
                        old -> old.with(standing),
                        of(Kind.STANDING_CHANGED, by, name, Map.of("standing", standing.name(), "reason", reason))));
    }

    /// Sets a password and ends the account's sessions. Who has one must know it; an admin need not, for others.
    ///
    /// @param present the password there is; empty where there is none
    public Outcome<Account> setPassword(Known by, Namespace name, String present, String wanted) {
        var refusal = Rights.toActFor(by, name)
                .or(() -> Passwords.objection(wanted, name).map(Unfit::new))
                .or(() -> by.name().key().equals(name.key()) ? mustKnow(name, present) : Optional.empty());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var hash = passwords.hash(wanted);
        if (hash.isEmpty()) {
            return Outcome.refused(new TooOften(Passwords.WHEN_BUSY));
        }
        return stores.transactions().run(() -> {
            stores.accounts().setPassword(name, hash.get());
            stores.sessions().removeAll(name);
            return change(
                    name, UnaryOperator.identity(), of(Kind.ACCOUNT_CHANGED, by, name, Map.of("what", "password")));
        });
    }

    /// Why nobody can be described so.
    static Optional<Refusal> objection(String fullName, Optional<String> email) {
        if (!Words.fit(fullName, Words.MAX_FULL_NAME)) {
            return Optional.of(
                    new Unfit("A full name is one line of at most %d characters.".formatted(Words.MAX_FULL_NAME)));
        }
        return email.isPresent() && !Words.isEmail(email.get())
                ? Optional.of(new Unfit("That is not an e-mail address."))
                : Optional.empty();
    }

    private static Optional<Refusal> objection(String reason) {
        return Words.fit(reason, MAX_REASON)
                ? Optional.empty()
                : Optional.of(new Unfit("A reason is one line of at most %d characters.".formatted(MAX_REASON)));
    }

    private static Deed of(Kind kind, Known by, Namespace name, Map<String, String> details) {
        return Deed.of(kind, by.name().text(), name.text(), details);
    }

    private Optional<Refusal> mustKnow(Namespace name, String present) {
        if (stores.accounts().password(name).isEmpty()) {
            return Optional.empty();
        }
        return switch (signIn.check(name.text(), present)) {
            case Outcome.Done<Namespace> _ -> Optional.empty();
            case Outcome.Refused<Namespace>(WrongPassword _) ->
                Optional.of(new Unfit("That is not the password you have now."));
            case Outcome.Refused<Namespace>(var why) -> Optional.of(why);
        };
    }

    private Outcome<Account> change(Namespace name, UnaryOperator<Account> how, Deed deed) {
        var outcome = stores.transactions().<Outcome<Account>, RuntimeException>run(() -> {
            int admins = stores.accounts().holdAdmins();
            var found = stores.accounts().find(name);
            if (found.isEmpty()) {
                return Outcome.refused(new Unknown("account"));
            }
            var old = found.get();
            if (admins == 1 && isActiveAdmin(old) && !isActiveAdmin(how.apply(old))) {
                return Outcome.refused(new LastAdmin());
            }
            return Outcome.done(keep(old, how.apply(old), deed));
        });
        recognise.forget();
        return outcome;
    }

    private Account keep(Account old, Account changed, Deed deed) {
        stores.accounts().change(changed);
        if (old.standing() == Standing.ACTIVE && changed.standing() == Standing.SUSPENDED) {
            stores.sessions().removeAll(changed.name());
            stores.devices().removeAll(changed.name());
        }
        stores.journal()
                .append(new Deed(deed.kind(), deed.actor(), changed.name().text(), deed.details()));
        return changed;
    }

    private static boolean isActiveAdmin(Account account) {
        return account.role() == SiteRole.ADMIN && account.standing() == Standing.ACTIVE;
    }
}
