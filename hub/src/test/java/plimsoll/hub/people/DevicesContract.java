package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.AuthoriseDevice.Polled;
import plimsoll.hub.people.AuthoriseDevice.Polled.Granted;
import plimsoll.hub.people.AuthoriseDevice.Started;
import plimsoll.hub.people.Recognition.Nobodys;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.Unknown;

/// What device sign-ins promise (RFC 8628).
public abstract class DevicesContract extends PeopleContract {
    private static final Client CLI = new Client("hf_hub/1.2; python/3.12", "203.0.113.9");

    private AuthoriseDevice devices;

    @BeforeEach
    void devices() {
        devices = people.authoriseDevice();
    }

    @Test
    void thePersonSeesWhichProgramAsks() {
        var started = start();
        assertTrue(started.shownUserCode().matches("[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}"));
        var typed = " " + started.shownUserCode().toLowerCase(Locale.ROOT);
        assertEquals(CLI, done(devices.find(ada, typed)).client());
    }

    @Test
    void theProgramWaitsForTheAnswerAndThenMayAct() {
        var started = start();
        assertEquals(new Polled.Pending(), devices.poll(started.deviceCode()));
        done(devices.approve(ada, started.shownUserCode(), Scope.WRITE));
        var granted = poll(started);
        assertTrue(granted.accessToken().startsWith("hf_"));
        assertEquals(AuthoriseDevice.ACCESS_LIFETIME, granted.lifetime());
        assertEquals(ADA, recognise(granted.accessToken()).name());
        assertEquals(Scope.WRITE, recognise(granted.accessToken()).scope());
        assertEquals(new Polled.Unknown(), devices.poll(started.deviceCode()));
    }

    @Test
    void itMayActOnlyAsFarAsThePersonSays() {
        var started = start();
        done(devices.approve(ada, started.shownUserCode(), Scope.READ));
        assertEquals(Scope.READ, recognise(poll(started).accessToken()).scope());
    }

    @Test
    void whoAsksTooOftenIsSlowedDown() {
        var started = start();
        assertEquals(new Polled.Pending(), devices.poll(started.deviceCode()));
        clock.pass(Duration.ofSeconds(1));
        assertEquals(new Polled.SlowDown(), devices.poll(started.deviceCode()));
        clock.pass(AuthoriseDevice.INTERVAL); // no longer enough
        assertEquals(new Polled.SlowDown(), devices.poll(started.deviceCode()));
        clock.pass(AuthoriseDevice.INTERVAL.plus(AuthoriseDevice.SLOWER.multipliedBy(2)));
        assertEquals(new Polled.Pending(), devices.poll(started.deviceCode()));
    }

    @Test
    void aNoIsANo() {
        var started = start();
        done(devices.deny(ada, started.shownUserCode()));
        assertEquals(new Polled.Denied(), devices.poll(started.deviceCode()));
        assertInstanceOf(Unknown.class, refused(devices.approve(ada, started.shownUserCode(), Scope.WRITE)));
        assertEquals(new Polled.Denied(), devices.poll(started.deviceCode()));
    }

    @Test
    void nobodyWaitsForEver() {
        var started = start();
        clock.pass(AuthoriseDevice.LIFETIME);
        assertEquals(new Polled.Expired(), devices.poll(started.deviceCode()));
        assertInstanceOf(Unknown.class, refused(devices.approve(ada, started.shownUserCode(), Scope.WRITE)));
        clock.pass(Duration.ofSeconds(1));
        people.sweepExpired().sweep();
        assertEquals(0, stores.devices().waiting());
    }

    @Test
    void aNonsenseCodeIsUnknown() {
        assertEquals(new Polled.Unknown(), devices.poll("nonsense"));
        assertEquals(new Polled.Unknown(), devices.poll("x".repeat(100_000)));
        assertEquals(new Polled.Unknown(), devices.refresh("nonsense"));
    }

    @Test
    void guessingUserCodesIsLimited() {
        var started = start();
        IntStream.range(0, 20).forEach(_ -> refused(devices.find(ada, "BBBB-BBBB")));
        assertInstanceOf(TooOften.class, refused(devices.find(ada, started.shownUserCode())));
        assertInstanceOf(TooOften.class, refused(devices.approve(ada, started.shownUserCode(), Scope.WRITE)));
    }

    @Test
    void oneNetworkStartsOnlySoMany() {
        IntStream.range(0, 30).forEach(_ -> start());
        assertInstanceOf(TooOften.class, refused(devices.start(CLI)));
    }

    @Test
    void anAccessTokenEndsAndARefreshTokenGivesTheNext() {
        var first = granted();
        clock.pass(AuthoriseDevice.ACCESS_LIFETIME);
        assertEquals(new Nobodys(), people.recognise().byToken(first.accessToken()));
        var second = assertInstanceOf(Granted.class, devices.refresh(first.refreshToken()));
        assertEquals(ADA, recognise(second.accessToken()).name());
        assertNotEquals(first.refreshToken(), second.refreshToken());
    }

    @Test
    void theOldAccessTokenOutlivesARefreshForMinutesOnly() {
        var first = granted();
        assertInstanceOf(Granted.class, devices.refresh(first.refreshToken()));
        recognise(first.accessToken());
        clock.pass(Duration.ofMinutes(5));
        assertEquals(new Nobodys(), people.recognise().byToken(first.accessToken()));
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheWholeSignIn() {
        var first = granted();
        var second = assertInstanceOf(Granted.class, devices.refresh(first.refreshToken()));
        recognise(second.accessToken());
        assertEquals(new Polled.Unknown(), devices.refresh(first.refreshToken()));
        assertEquals(new Nobodys(), people.recognise().byToken(first.accessToken()));
        assertEquals(new Nobodys(), people.recognise().byToken(second.accessToken()));
        assertEquals(new Polled.Unknown(), devices.refresh(second.refreshToken()));
        assertEquals(
                Deed.Kind.TOKEN_REVOKED,
                stores.journal().read(0, 99).getLast().deed().kind());
    }

    @Test
    void revokingADevicesTokenEndsItsRefreshTokenToo() {
        var granted = granted();
        var id = stores.tokens()
                .find(Mint.hash(granted.accessToken()))
                .orElseThrow()
                .id();
        done(people.revokeToken().revoke(ada, ADA, id));
        assertEquals(new Polled.Unknown(), devices.refresh(granted.refreshToken()));
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        assertEquals(new Nobodys(), people.recognise().byToken(granted().refreshToken()));
    }

    @Test
    void aSuspendedAccountsDevicesEnd() {
        var granted = granted();
        var waiting = start();
        done(devices.approve(ada, waiting.shownUserCode(), Scope.WRITE));
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED, ""));
        assertEquals(new Polled.Unknown(), devices.refresh(granted.refreshToken()));
        assertEquals(new Polled.Unknown(), devices.poll(waiting.deviceCode()));
    }

    @Test
    void ofManyWhoPollAtOnceOneIsGranted() throws InterruptedException {
        var started = start();
        done(devices.approve(ada, started.shownUserCode(), Scope.WRITE));
        var answers = new ConcurrentLinkedQueue<Polled>();
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> answers.add(devices.poll(started.deviceCode()))))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(
                List.of(true),
                answers.stream()
                        .filter(Granted.class::isInstance)
                        .map(_ -> true)
                        .toList());
    }

    private Started start() {
        return done(devices.start(CLI));
    }

    private Granted poll(Started started) {
        return assertInstanceOf(Granted.class, devices.poll(started.deviceCode()));
    }

    private Granted granted() {
        var started = start();
        done(devices.approve(ada, started.shownUserCode(), Scope.WRITE));
        return poll(started);
    }
}
