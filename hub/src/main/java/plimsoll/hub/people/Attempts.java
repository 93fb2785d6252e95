package plimsoll.hub.people;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import plimsoll.hub.people.RequestQuota.Tally;

/// Counts what may be tried only so often. In memory: each process counts for itself, and a restart forgives.
///
/// A window begins with the first attempt in it. Safe for use by any number of threads.
final class Attempts {
    /// Beyond this many keys the oldest window is forgotten; with 200 bytes each they take 10 MB.
    private static final int MAX_KEYS = 50_000;
    /// The part of an IPv6 address that a provider gives to one customer.
    private static final int NETWORK_BYTES = 8;

    private final InstantSource clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MAX_KEYS;
        }
    };

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Counts one attempt.
    ///
    /// @return how long to wait, and nothing counted, when there were as many as `limit` allows
    synchronized Optional<Duration> take(Limit limit, String key) {
        var tally = spend(limit, key);
        return tally.taken() ? Optional.empty() : Optional.of(Duration.between(clock.instant(), tally.end()));
    }

    /// Counts one attempt, unless there were as many as `limit` allows, and says how many there are.
    synchronized Tally spend(Limit limit, String key) {
        var now = clock.instant();
        var name = limit.name() + " " + key;
        var window = windows.get(name);
        if (window == null || window.isOver(now)) {
            window = new Window(now.plus(limit.window()), 0);
        }
        boolean taken = window.count < limit.count();
        if (taken) {
            window = new Window(window.end, window.count + 1);
            windows.put(name, window);
        }
        return new Tally(window.count, window.end, taken);
    }

    /// How long to wait for another attempt; empty when it can be made now.
    synchronized Optional<Duration> wait(Limit limit, String key) {
        var now = clock.instant();
        var window = windows.get(limit.name() + " " + key);
        return window == null || window.isOver(now) || window.count < limit.count()
                ? Optional.empty()
                : Optional.of(Duration.between(now, window.end));
    }

    /// Forgives what was counted.
    synchronized void forget(Limit limit, String key) {
        windows.remove(limit.name() + " " + key);
    }

    /// The key for a network address: an IPv4 address itself, an IPv6 address by its network, since one customer can
    /// come from any address in it.
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    /// How often something may be tried.
    ///
    /// @param name what is tried
    /// @param count how often
    /// @param window within how long
    record Limit(String name, int count, Duration window) {}

    private record Window(Instant end, int count) {
        boolean isOver(Instant now) {
            return !now.isBefore(end);
        }
    }
}
