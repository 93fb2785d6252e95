package plimsoll.hub.people;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.content.Holder;
import plimsoll.hub.people.Recognition.Credential;
import plimsoll.hub.people.Recognition.Nobodys;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.Recognition.Suspended;

/// Tells from a credential who comes with it.
///
/// What it found it remembers for `REMEMBERED`, so that a client's hundred requests a second read the tables once. In
/// this process nothing is remembered past a change of rights: every use case that takes rights away calls `forget`
/// after its transaction. Another process of the same hub notices within `REMEMBERED`.
///
/// Safe for use by any number of threads.
public final class Recognise {
    /// How long another process may go on accepting what was revoked here.
    public static final Duration REMEMBERED = Duration.ofSeconds(2);
    /// How exactly a token's last use is known: finer, and every read would be a write.
    public static final Duration USE_NOTED_EVERY = Duration.ofHours(1);
    /// How exactly a session's last use is known.
    public static final Duration SEEN_NOTED_EVERY = Duration.ofMinutes(5);

    /// Longer than any secret of ours, and than `name:secret` in Basic.
    private static final int MAX_HEADER = 1024;
    /// At some 500 bytes each, 5 MB.
    private static final int MAX_REMEMBERED = 10_000;

    private final PeopleStores stores;
    private final InstantSource clock;
    private final AtomicLong generation = new AtomicLong();
    private final ConcurrentHashMap<Sha256, Remembered> remembered = new ConcurrentHashMap<>();

    Recognise(PeopleStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /// Who comes with this `Authorization` header: `Bearer` with a token, or `Basic` with a token for a password and
    /// any name, as git sends it.
    public Recognition byAuthorization(String header) {
        int space = header.indexOf(' ');
        if (space < 0 || header.length() > MAX_HEADER) {
            return new Nobodys();
        }
        var rest = header.substring(space + 1).strip();
        var scheme = header.substring(0, space);
        if (scheme.equalsIgnoreCase("Bearer")) {
            return byToken(rest);
        }
        return scheme.equalsIgnoreCase("Basic") ? byBasic(rest) : new Nobodys();
    }

    /// Who comes with this access token.
    public Recognition byToken(String secret) {
        return secret.startsWith(Mint.TOKEN_PREFIX) && secret.length() <= MAX_HEADER
                ? recognise(Mint.hash(secret), this::findToken)
                : new Nobodys();
    }

    /// Who comes with this value of the session cookie.
    public Recognition bySession(String cookie) {
        return cookie.length() <= MAX_HEADER ? recognise(Mint.hash(cookie), this::findSession) : new Nobodys();
    }

    /// Who a holder is today, with all the rights of their account; a stranger when they are `anonymous`, when the
    /// account is suspended or gone, or when the credential they came with is.
    public Recipient today(Holder holder) {
        if (!Namespace.isNamespace(holder.actor())) {
            return new Recipient.Stranger();
        }
        return stores.accounts()
                .find(new Namespace(holder.actor()))
                .filter(account -> account.standing() != Standing.SUSPENDED)
                .filter(account -> stands(account.name(), holder.credential()))
                .<Recipient>map(account -> known(account, Scope.WRITE))
                .orElseGet(Recipient.Stranger::new);
    }

    // A device's access token may run out while the device goes on with the next one.
    private boolean stands(Namespace account, String credential) {
        var now = clock.instant();
        return credential.isEmpty()
                || stores.tokens().of(account).stream()
                        .anyMatch(token -> token.credential().equals(credential)
                                && (token.family().isPresent() || !token.expired(now)))
                || stores.sessions().of(account, now).stream()
                        .anyMatch(session -> session.id().equals(credential));
    }

    /// Forgets everything: rights have changed. To be called after the change is committed.
    void forget() {
        generation.incrementAndGet();
        remembered.clear();
    }

    private Recognition byBasic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? new Nobodys() : byToken(pair.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return new Nobodys();
        }
    }

    private Recognition recognise(Sha256 secret, Lookup lookup) {
        var now = clock.instant();
        // Read before the tables are: what is found after a change that has not called forget yet is thrown away.
        long before = generation.get();
        var known = remembered.get(secret);
        if (known != null && known.generation == before && now.isBefore(known.until)) {
            return known.recognised;
        }
        return lookup.find(secret, now)
                .<Recognition>map(found -> {
                    if (!(found instanceof Found(var credential, var until, Recognised recognised))) {
                        return found.recognition;
                    }
                    noteUse(credential, now);
                    remember(secret, new Remembered(recognised, before, until));
                    return recognised;
                })
                .orElseGet(Nobodys::new);
    }

    private void remember(Sha256 secret, Remembered found) {
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(secret, found);
    }

    private Optional<Found> findToken(Sha256 secret, Instant now) {
        return stores.tokens()
                .find(secret)
                .filter(token -> !token.expired(now))
                .flatMap(token -> found(
                        token.account(),
                        token.scope(),
                        new Credential.ByToken(token),
                        token.expiresAt().orElse(Instant.MAX),
                        now));
    }

    private Optional<Found> findSession(Sha256 secret, Instant now) {
        return stores.sessions()
                .find(secret)
                .filter(session -> now.isBefore(session.expiresAt()))
                .flatMap(session -> found(
                        session.account(), Scope.WRITE, new Credential.BySession(session), session.expiresAt(), now));
    }

    private Optional<Found> found(Namespace name, Scope scope, Credential by, Instant over, Instant now) {
        var soon = now.plus(REMEMBERED);
        var until = over.isBefore(soon) ? over : soon;
        return stores.accounts()
                .find(name)
                .map(account -> new Found(
                        by,
                        until,
                        account.standing() == Standing.SUSPENDED
                                ? new Suspended(suspended(account))
                                : new Recognised(known(account, scope), by)));
    }

    private static Known suspended(Account account) {
        return new Known(account.name(), SiteRole.MEMBER, Map.of(), Scope.READ, Standing.SUSPENDED);
    }

    private Known known(Account account, Scope scope) {
        var roles = stores.organisations().of(account.name()).stream()
                .collect(Collectors.toMap(m -> m.organisation().name(), m -> m.role()));
        return new Known(account.name(), account.role(), roles, scope);
    }

    private void noteUse(Credential credential, Instant now) {
        switch (credential) {
            case Credential.ByToken(var token) -> {
                if (token.lastUsedAt()
                        .map(at -> at.plus(USE_NOTED_EVERY).isBefore(now))
                        .orElse(true)) {
                    stores.tokens().used(token.id(), now);
                }
            }
            case Credential.BySession(var session) -> {
                if (session.lastSeenAt().plus(SEEN_NOTED_EVERY).isBefore(now)) {
                    stores.sessions().seen(session.id(), now, StartSession.expiry(session.startedAt(), now));
                }
            }
        }
    }

    private interface Lookup {
        Optional<Found> find(Sha256 secret, Instant now);
    }

    private record Found(Credential credential, Instant until, Recognition recognition) {}

    private record Remembered(Recognised recognised, long generation, Instant until) {}
}
