package plimsoll.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import plimsoll.hub.gateway.GuardStatistics.Tally;

/// Tells the public what guards and ladder do, so that it tells of nobody: counts over 90 days, small ones
/// withheld, the others rounded down, so that two reports differ by no single case. Safe for use by any number of
/// threads.
public final class TellStatistics {
    /// What is counted reaches so far back.
    public static final Duration REACH = Duration.ofDays(90);
    /// Counts below this are withheld, and others are multiples of it.
    public static final int GRAIN = 10;

    /// Counting anew for each visitor would let strangers keep the database busy.
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final GuardStatistics statistics;
    private final InstantSource clock;
    private Told told = new Told(Instant.EPOCH, List.of());

    /// What is told.
    public record Told(Instant at, List<Line> lines) {
        public Told {
            lines = List.copyOf(lines);
        }
    }

    /// A count.
    ///
    /// @param atLeast nothing where it is too small to be told
    public record Line(String kind, String what, OptionalLong atLeast) {}

    /// Over these counts.
    public TellStatistics(GuardStatistics statistics, InstantSource clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /// What may be told now; counted at most ten minutes ago.
    public synchronized Told told() {
        var now = clock.instant();
        if (now.isAfter(told.at.plus(KEPT))) {
            told = new Told(
                    now,
                    statistics.since(now.minus(REACH)).stream()
                            .map(TellStatistics::coarse)
                            .toList());
        }
        return told;
    }

    private static Line coarse(Tally tally) {
        long atLeast = tally.count() / GRAIN * GRAIN;
        return new Line(tally.kind(), tally.what(), atLeast == 0 ? OptionalLong.empty() : OptionalLong.of(atLeast));
    }
}
