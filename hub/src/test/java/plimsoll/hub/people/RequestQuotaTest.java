package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.people.RequestQuota.Bucket;
import plimsoll.hub.people.RequestQuota.Counts;
import plimsoll.hub.people.RequestQuota.Spent;

final class RequestQuotaTest {
    private static final String HOME = "192.0.2.7";

    private final StoppedClock clock = new StoppedClock();
    private final RequestQuota quota = new RequestQuota(new Counts(1, 2, 3), clock);

    @Test
    void strangersOfOneNetworkShareAQuota() {
        assertEquals(new Spent(Bucket.API, 1, 0, RequestQuota.WINDOW, true), byStranger(Bucket.API, HOME));
        clock.pass(Duration.ofMinutes(2));
        assertEquals(new Spent(Bucket.API, 1, 0, Duration.ofMinutes(3), false), byStranger(Bucket.API, HOME));
        assertTrue(byStranger(Bucket.API, "192.0.2.8").allowed());
        assertTrue(byStranger(Bucket.RESOLVERS, HOME).allowed(), "each bucket counts for itself");
        clock.pass(Duration.ofMinutes(3));
        assertTrue(byStranger(Bucket.API, HOME).allowed(), "a new window");
    }

    @Test
    void anAccountMayAskTwiceAsOftenFromAnywhere() {
        assertEquals(1, quota.spend(Bucket.API, Story.ada(), HOME).left());
        assertTrue(quota.spend(Bucket.API, Story.ada(), "192.0.2.8").allowed());
        assertFalse(quota.spend(Bucket.API, Story.ada(), "192.0.2.9").allowed());
        assertTrue(byStranger(Bucket.API, HOME).allowed(), "whoever shares its address loses nothing");
    }

    private Spent byStranger(Bucket bucket, String address) {
        return quota.spend(bucket, new Stranger(), address);
    }
}
