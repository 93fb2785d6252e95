package plimsoll.hub.people;

import java.util.Map;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Refusal.Unknown;

/// Revokes access tokens. Safe for use by any number of threads; the token is worthless in this process when the
/// method returns, and in others `Recognise.REMEMBERED` later.
public final class RevokeToken {
    private final PeopleStores stores;
    private final Recognise recognise;

    RevokeToken(PeopleStores stores, Recognise recognise) {
        this.stores = stores;
        this.recognise = recognise;
    }

    /// Somebody revokes one of their own tokens, or an admin one of somebody's. One that came from a device sign-in
    /// takes the whole sign-in with it, or the device would fetch another.
    ///
    /// @return the token's id
    public Outcome<String> revoke(Known by, Namespace account, String id) {
        var refusal = Rights.toActFor(by, account);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        boolean revoked = stores.transactions().<Boolean, RuntimeException>run(() -> {
            var token = stores.tokens().of(account).stream()
                    .filter(t -> t.id().equals(id))
                    .findFirst();
            token.ifPresent(found -> remove(by, found));
            return token.isPresent();
        });
        recognise.forget();
        return revoked ? Outcome.done(id) : Outcome.refused(new Unknown("token"));
    }

    private void remove(Known by, Token token) {
        stores.tokens().remove(token.account(), token.id());
        token.family().ifPresent(family -> {
            stores.tokens().removeFamily(family);
            stores.devices().removeFamily(family);
        });
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.TOKEN_REVOKED,
                        by.name().text(),
                        token.account().text(),
                        Map.of("token", token.id())));
    }
}
