package plimsoll.hub.people;

import java.time.Duration;
import java.time.Instant;
import plimsoll.domain.identity.Namespace;

/// Makes browser sessions, for those who have proved who they are.
final class StartSession {
    /// Who does not come back for so long signs in anew.
    static final Duration IDLE = Duration.ofDays(14);
    /// After so long everybody does.
    static final Duration LONGEST = Duration.ofDays(90);
    /// Enough for every browser somebody owns; the oldest goes when another comes.
    static final int MAX_PER_ACCOUNT = 50;

    private final PeopleStores stores;
    private final Mint mint;

    StartSession(PeopleStores stores, Mint mint) {
        this.stores = stores;
        this.mint = mint;
    }

    /// Until when a session lasts whose owner was here at `now`.
    static Instant expiry(Instant startedAt, Instant now) {
        var idle = now.plus(IDLE);
        var longest = startedAt.plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    /// In the transaction the calling thread is in.
    Started start(Namespace account, Client client, Instant now) {
        var mine = stores.sessions().of(account, now);
        mine.stream()
                .skip(MAX_PER_ACCOUNT - 1L)
                .forEach(old -> stores.sessions().remove(account, old.id()));
        var cookie = mint.secret();
        var session = new Session(mint.id(), account, client, now, now, expiry(now, now));
        stores.sessions().add(session, Mint.hash(cookie));
        return new Started(session, cookie);
    }

    record Started(Session session, String cookie) {}
}
