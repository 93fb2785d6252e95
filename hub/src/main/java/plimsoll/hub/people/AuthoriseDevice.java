package plimsoll.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.Attempts.Limit;
import plimsoll.hub.people.DeviceGrant.Answer;
import plimsoll.hub.people.Devices.Refresh;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.Unknown;

/// Lets a program act for somebody who says so in a browser (RFC 8628), and go on with refresh tokens, each good once.
///
/// Safe for use by any number of threads.
public final class AuthoriseDevice {
    /// How long somebody has to open the page and answer.
    public static final Duration LIFETIME = Duration.ofMinutes(15);
    /// How long a program waits between two questions.
    public static final Duration INTERVAL = Duration.ofSeconds(5);
    /// How much longer for each time it came too early.
    public static final Duration SLOWER = Duration.ofSeconds(5);
    /// How long an access token is good before the program refreshes it.
    public static final Duration ACCESS_LIFETIME = Duration.ofHours(8);
    /// Who does not use the program for so long signs in anew.
    public static final Duration REFRESH_LIFETIME = Duration.ofDays(60);

    /// A clock may tick and a network hurry: so much too early is in time.
    private static final Duration JITTER = Duration.ofSeconds(1);
    /// How long the old access token is good after a refresh, for calls that are on their way.
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    /// How many requests may wait for an answer in all: 2 in a million codes, so that guessing finds none.
    private static final int MAX_WAITING = 50_000;

    private static final Limit STARTS = new Limit("device", 30, Duration.ofMinutes(15));
    private static final Limit GUESSES = new Limit("user code", 20, Duration.ofMinutes(15));
    private static final int MAX_CODE = 200;

    private final PeopleStores stores;
    private final IssueToken issueToken;
    private final Recognise recognise;
    private final Attempts attempts;
    private final Mint mint;
    private final InstantSource clock;

    AuthoriseDevice(
            PeopleStores stores,
            IssueToken issueToken,
            Recognise recognise,
            Attempts attempts,
            Mint mint,
            InstantSource clock) {
        this.stores = stores;
        this.issueToken = issueToken;
        this.recognise = recognise;
        this.attempts = attempts;
        this.mint = mint;
        this.clock = clock;
    }

    /// A program asks to act for somebody.
    public Outcome<Started> start(Client client) {
        var wait = attempts.take(STARTS, Attempts.network(client.address()))
                .or(() -> stores.devices().waiting() >= MAX_WAITING ? Optional.of(INTERVAL) : Optional.empty());
        if (wait.isPresent()) {
            return Outcome.refused(new TooOften(wait.get()));
        }
        var now = clock.instant();
        var code = mint.secret();
        return stores.transactions().run(() -> {
            DeviceGrant grant;
            do { // a code in use comes up once in 500,000
                grant = new DeviceGrant(
                        mint.id(),
                        mint.userCode(),
                        client,
                        now,
                        now.plus(LIFETIME),
                        INTERVAL,
                        Instant.EPOCH,
                        new Answer.None());
            } while (!stores.devices().start(grant, Mint.hash(code)));
            return Outcome.done(new Started(code, grant));
        });
    }

    /// The request behind the code that somebody typed, so that they see what they are about to let in.
    public Outcome<DeviceGrant> find(Known who, String userCode) {
        var wait = attempts.wait(GUESSES, who.name().key());
        if (wait.isPresent()) {
            return Outcome.refused(new TooOften(wait.get()));
        }
        var grant = stores.devices()
                .byUserCode(plain(userCode))
                .filter(found -> clock.instant().isBefore(found.expiresAt()) && found.answer() instanceof Answer.None);
        if (grant.isEmpty()) {
            attempts.take(GUESSES, who.name().key());
            return Outcome.refused(new Unknown("code, or it is too old"));
        }
        return Outcome.done(grant.get());
    }

    /// Somebody lets a program act for them, as far as `scope`.
    public Outcome<DeviceGrant> approve(Known who, String userCode, Scope scope) {
        return answer(who, userCode, new Answer.Approved(who.name(), scope));
    }

    /// Somebody does not.
    public Outcome<DeviceGrant> deny(Known who, String userCode) {
        return answer(who, userCode, new Answer.Denied());
    }

    /// A program asks what the answer is.
    public Polled poll(String deviceCode) {
        if (deviceCode.length() > MAX_CODE) {
            return new Polled.Unknown();
        }
        return stores.transactions()
                .run(() -> stores.devices()
                        .byDeviceCode(Mint.hash(deviceCode))
                        .map(this::polled)
                        .orElseGet(Polled.Unknown::new));
    }

    /// A program exchanges its refresh token for a new pair. A token that was exchanged before has been stolen, from
    /// the program or by it: then the whole sign-in ends.
    public Polled refresh(String refreshToken) {
        if (refreshToken.length() > MAX_CODE) {
            return new Polled.Unknown();
        }
        var secret = Mint.hash(refreshToken);
        var polled = stores.transactions().<Polled, RuntimeException>run(() -> {
            var kept = stores.devices().refresh(secret);
            if (kept.isEmpty() || !clock.instant().isBefore(kept.get().expiresAt())) {
                return new Polled.Unknown();
            }
            var refresh = kept.get();
            if (!stores.devices().use(secret)) {
                endFamily(refresh);
                return new Polled.Unknown();
            }
            stores.tokens().expireFamily(refresh.family(), clock.instant().plus(OVERLAP));
            return grant(refresh);
        });
        recognise.forget();
        return polled;
    }

    private Outcome<DeviceGrant> answer(Known who, String userCode, Answer answer) {
        var refusal = Rights.toActFor(who, who.name());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return switch (find(who, userCode)) {
            case Outcome.Refused<DeviceGrant> refused -> refused;
            case Outcome.Done<DeviceGrant>(var grant) ->
                stores.transactions().run(() -> {
                    if (!stores.devices().answer(grant.id(), answer)) {
                        return Outcome.refused(new Unknown("code, or it is too old"));
                    }
                    if (answer instanceof Answer.Approved approved) {
                        stores.journal()
                                .append(Deed.of(
                                        Deed.Kind.DEVICE_APPROVED,
                                        who.name().text(),
                                        who.name().text(),
                                        Map.of(
                                                "device",
                                                grant.id(),
                                                "scope",
                                                approved.scope().name())));
                    }
                    return Outcome.done(grant);
                });
        };
    }

    private Polled polled(DeviceGrant grant) {
        var now = clock.instant();
        if (!now.isBefore(grant.expiresAt())) {
            return new Polled.Expired();
        }
        return switch (grant.answer()) {
            case Answer.Denied _ -> new Polled.Denied();
            case Answer.Approved(var account, var scope) -> {
                if (!stores.devices().finish(grant.id())) {
                    yield new Polled.Unknown();
                }
                yield grant(new Refresh(grant.id(), account, scope, displayName(grant.client()), now, false));
            }
            case Answer.None _ -> {
                boolean early =
                        now.isBefore(grant.askedAt().plus(grant.interval()).minus(JITTER));
                var interval = early ? grant.interval().plus(SLOWER) : grant.interval();
                stores.devices().asked(grant.id(), now, interval);
                yield early ? new Polled.SlowDown() : new Polled.Pending();
            }
        };
    }

    private Polled grant(Refresh old) {
        var active = stores.accounts().find(old.account()).filter(a -> a.standing() == Standing.ACTIVE);
        if (active.isEmpty()) {
            return new Polled.Unknown();
        }
        var now = clock.instant();
        var secret = mint.secret();
        stores.devices()
                .add(
                        new Refresh(
                                old.family(),
                                old.account(),
                                old.scope(),
                                old.displayName(),
                                now.plus(REFRESH_LIFETIME),
                                false),
                        Mint.hash(secret));
        var issued =
                issueToken.make(token(active.get(), old, now), old.account().text());
        return new Polled.Granted(issued.secret(), secret, ACCESS_LIFETIME);
    }

    private Token token(Account account, Refresh from, Instant now) {
        return new Token(
                mint.id(),
                account.name(),
                from.displayName(),
                from.scope(),
                now,
                Optional.of(now.plus(ACCESS_LIFETIME)),
                Optional.empty(),
                Optional.of(from.family()));
    }

    private void endFamily(Refresh refresh) {
        stores.tokens().removeFamily(refresh.family());
        stores.devices().removeFamily(refresh.family());
        stores.journal()
                .append(Deed.of(
                        Deed.Kind.TOKEN_REVOKED,
                        Deed.PLIMSOLL,
                        refresh.account().text(),
                        Map.of("device", refresh.family(), "why", "a refresh token was used twice")));
    }

    private static String displayName(Client client) {
        int end = Math.min(client.name().length(), Words.MAX_DISPLAY_NAME / 2);
        return end == 0 ? "device" : "device: " + client.name().substring(0, end);
    }

    private static String plain(String userCode) {
        return userCode.length() > MAX_CODE
                ? ""
                : userCode.toUpperCase(Locale.ROOT).replaceAll("[ -]", "");
    }

    /// A request is waiting for its answer.
    ///
    /// @param deviceCode what the program polls with; it is not kept
    /// @param grant the request
    public record Started(String deviceCode, DeviceGrant grant) {
        /// What the person types: two groups of four letters.
        public String shownUserCode() {
            int half = Mint.USER_CODE_CHARACTERS / 2;
            return grant.userCode().substring(0, half) + "-" + grant.userCode().substring(half);
        }
    }

    /// What a program is told.
    public sealed interface Polled {
        /// It may act.
        record Granted(String accessToken, String refreshToken, Duration lifetime) implements Polled {}

        /// No answer yet.
        record Pending() implements Polled {}

        /// No answer yet, and it asks too often: from now on it waits `SLOWER` longer.
        record SlowDown() implements Polled {}

        /// Nobody answered in time.
        record Expired() implements Polled {}

        /// The answer was no.
        record Denied() implements Polled {}

        /// The code or token was never issued, was used already, or is over.
        record Unknown() implements Polled {}
    }
}
