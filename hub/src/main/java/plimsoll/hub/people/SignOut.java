package plimsoll.hub.people;

import plimsoll.domain.identity.Recipient.Known;
import plimsoll.hub.people.Recognition.Credential.BySession;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.Refusal.Unknown;

/// Ends browser sessions. Safe for use by any number of threads; the session is over when the method returns.
public final class SignOut {
    private final PeopleStores stores;
    private final Recognise recognise;

    SignOut(PeopleStores stores, Recognise recognise) {
        this.stores = stores;
        this.recognise = recognise;
    }

    /// Ends the session of this cookie, if there is one.
    public void byCookie(String cookie) {
        if (recognise.bySession(cookie) instanceof Recognised(var who, BySession(var session))) {
            stores.sessions().remove(who.name(), session.id());
            recognise.forget();
        }
    }

    /// Ends another of somebody's own sessions.
    public Outcome<String> byId(Known by, String session) {
        var refusal = Rights.toActFor(by, by.name());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        boolean ended = stores.sessions().remove(by.name(), session);
        recognise.forget();
        return ended ? Outcome.done(session) : Outcome.refused(new Unknown("session"));
    }
}
