package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.people.Attempts.Limit;

final class AttemptsTest {
    private static final Limit TWICE = new Limit("try", 2, Duration.ofMinutes(10));

    private final StoppedClock clock = new StoppedClock();
    private final Attempts attempts = new Attempts(clock);

    @Test
    void theLimitHoldsUntilItsWindowIsOver() {
        assertEquals(Optional.empty(), attempts.take(TWICE, "ada"));
        clock.pass(Duration.ofMinutes(4));
        assertEquals(Optional.empty(), attempts.take(TWICE, "ada"));
        assertEquals(Optional.of(Duration.ofMinutes(6)), attempts.take(TWICE, "ada"));
        clock.pass(Duration.ofMinutes(6));
        assertEquals(Optional.empty(), attempts.take(TWICE, "ada"));
        assertEquals(Optional.empty(), attempts.take(TWICE, "ada"));
        assertEquals(Optional.of(Duration.ofMinutes(10)), attempts.take(TWICE, "ada"));
    }

    @Test
    void everyKeyAndEveryLimitCountsForItself() {
        attempts.take(TWICE, "ada");
        attempts.take(TWICE, "ada");
        assertEquals(Optional.empty(), attempts.take(TWICE, "grace"));
        assertEquals(Optional.empty(), attempts.take(new Limit("other", 1, Duration.ofMinutes(1)), "ada"));
    }

    @Test
    void whatIsForgivenDoesNotCount() {
        attempts.take(TWICE, "ada");
        attempts.take(TWICE, "ada");
        attempts.forget(TWICE, "ada");
        assertEquals(Optional.empty(), attempts.take(TWICE, "ada"));
    }

    @Test
    void aNetworkIsOneCustomerInEitherInternet() {
        assertEquals("192.0.2.7", Attempts.network("192.0.2.7"));
        assertEquals(Attempts.network("2001:db8:0:1::1"), Attempts.network("2001:db8:0:1:ffff::2"));
        assertNotEquals(Attempts.network("2001:db8:0:1::1"), Attempts.network("2001:db8:0:2::1"));
        assertEquals("no:address", Attempts.network("no:address"));
    }
}
