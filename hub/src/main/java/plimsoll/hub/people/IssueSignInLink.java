package plimsoll.hub.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.Unknown;

/// Makes links with which somebody can sign in once: for who has no password yet, or forgot it.
///
/// Safe for use by any number of threads.
public final class IssueSignInLink {
    /// Long enough to be sent and read.
    public static final Duration LIFETIME = Duration.ofHours(24);

    private final PeopleStores stores;
    private final Mint mint;
    private final InstantSource clock;

    IssueSignInLink(PeopleStores stores, Mint mint, InstantSource clock) {
        this.stores = stores;
        this.mint = mint;
        this.clock = clock;
    }

    /// An admin makes one for somebody.
    ///
    /// @return the secret, which is not kept
    public Outcome<String> issue(Known by, Namespace account) {
        return Rights.toRunTheHub(by)
                .<Outcome<String>>map(Outcome::refused)
                .orElseGet(() -> stores.transactions()
                        .run(() -> stores.accounts()
                                .find(account)
                                .map(found -> Outcome.done(
                                        make(found.name(), by.name().text())))
                                .orElseGet(() -> Outcome.refused(new Unknown("account")))));
    }

    /// In the transaction the calling thread is in.
    String make(Namespace account, String actor) {
        var secret = mint.secret();
        stores.sessions().addLink(Mint.hash(secret), account, clock.instant().plus(LIFETIME));
        stores.journal().append(Deed.of(Deed.Kind.SIGN_IN_LINK_ISSUED, actor, account.text(), Map.of()));
        return secret;
    }
}
