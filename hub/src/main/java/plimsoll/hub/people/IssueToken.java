package plimsoll.hub.people;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unfit;
import plimsoll.hub.people.Refusal.Unknown;

/// Issues access tokens. Safe for use by any number of threads.
public final class IssueToken {
    /// One for every machine and job of somebody who is careful.
    public static final int MAX_PER_ACCOUNT = 200;

    private final PeopleStores stores;
    private final Mint mint;
    private final InstantSource clock;

    IssueToken(PeopleStores stores, Mint mint, InstantSource clock) {
        this.stores = stores;
        this.mint = mint;
        this.clock = clock;
    }

    /// Somebody makes a token of their own, or an admin one for somebody.
    ///
    /// @param displayName what its owner calls it: one line of 1 to 100 characters
    public Outcome<Issued> issue(Known by, Namespace account, String displayName, Scope scope) {
        return Rights.toActFor(by, account)
                .or(() -> objection(displayName))
                .<Outcome<Issued>>map(Outcome::refused)
                .orElseGet(() -> stores.transactions().run(() -> {
                    var owner = stores.accounts().find(account).map(Account::name);
                    if (owner.isEmpty()) {
                        return Outcome.refused(new Unknown("account"));
                    }
                    if (stores.tokens().of(account).size() >= MAX_PER_ACCOUNT) {
                        return Outcome.refused(
                                new NotAllowed("%d tokens are enough. Revoke one first.".formatted(MAX_PER_ACCOUNT)));
                    }
                    return Outcome.done(make(
                            plain(owner.get(), displayName, scope), by.name().text()));
                }));
    }

    /// An account's tokens, newest first: its holder's and the admins' to see.
    public Outcome<List<Token>> list(Known by, Namespace account) {
        boolean own = by.name().key().equals(account.key());
        var refusal = own ? Optional.<Refusal>empty() : Rights.toRunTheHub(by);
        return refusal.<Outcome<List<Token>>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(stores.tokens().of(account)));
    }

    Token plain(Namespace account, String displayName, Scope scope) {
        return new Token(
                mint.id(),
                account,
                displayName,
                scope,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Keeps a token, in the transaction the calling thread is in.
    Issued make(Token token, String actor) {
        var secret = mint.token();
        stores.tokens().add(token, Mint.hash(secret));
        var details = new HashMap<String, String>();
        details.put("token", token.id());
        details.put("scope", token.scope().name());
        token.family().ifPresent(family -> details.put("device", family));
        stores.journal()
                .append(Deed.of(Deed.Kind.TOKEN_ISSUED, actor, token.account().text(), details));
        return new Issued(token, secret);
    }

    private static Optional<Refusal> objection(String displayName) {
        return !displayName.isBlank() && Words.fit(displayName, Words.MAX_DISPLAY_NAME)
                ? Optional.empty()
                : Optional.of(new Unfit(
                        "A token's name is one line of 1 to %d characters.".formatted(Words.MAX_DISPLAY_NAME)));
    }

    /// A new token.
    ///
    /// @param token what was noted
    /// @param secret what its owner sends; it is shown now or never
    public record Issued(Token token, String secret) {}
}
