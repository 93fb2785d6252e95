package plimsoll.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;

/// How many requests an account, or the network a stranger comes from, makes in five minutes. In memory: each process
/// counts for itself, and a restart forgives. Safe for use by any number of threads.
public final class RequestQuota {
    /// What the Hub counts in, and its clients expect.
    public static final Duration WINDOW = Duration.ofMinutes(5);
    /// So much more may those do who say who they are.
    private static final int ACCOUNT_SHARE = 2;

    private final Counts counts;
    private final InstantSource clock;
    private final Attempts attempts;

    /// Counts from now on.
    public RequestQuota(Counts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
        this.attempts = new Attempts(clock);
    }

    /// Counts a request that `who` makes from the network address `address`.
    public Spent spend(Bucket bucket, Recipient who, String address) {
        int quota = counts.of(bucket) * (who instanceof Known ? ACCOUNT_SHARE : 1);
        var limit = new Attempts.Limit(bucket.word(), quota, WINDOW);
        var key = switch (who) {
            case Known known -> "account " + known.name();
            case Stranger _ -> "network " + Attempts.network(address);
        };
        var tally = attempts.spend(limit, key);
        var left = Duration.between(clock.instant(), tally.end());
        return new Spent(bucket, quota, quota - tally.count(), left, tally.taken());
    }

    /// What kind of request counts together.
    public enum Bucket {
        /// What programs ask.
        API,
        /// Downloads of files by their names.
        RESOLVERS,
        /// What people look at.
        PAGES;

        /// As the headers call it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How many requests a stranger may make in a window; an account may make twice as many.
    ///
    /// @param api of the API, git's included
    /// @param resolvers for files
    /// @param pages for pages
    public record Counts(int api, int resolvers, int pages) {
        /// The Hub's own.
        public static final Counts USUAL = new Counts(500, 3_000, 100);

        int of(Bucket bucket) {
            return switch (bucket) {
                case API -> api;
                case RESOLVERS -> resolvers;
                case PAGES -> pages;
            };
        }
    }

    /// Where somebody stands.
    ///
    /// @param bucket what was counted
    /// @param quota how many may be made in a window
    /// @param left how many of them are left
    /// @param reset until the window ends
    /// @param allowed whether this one was among them
    public record Spent(Bucket bucket, int quota, int left, Duration reset, boolean allowed) {}

    /// How often something was done in a window.
    record Tally(int count, Instant end, boolean taken) {}
}
