package plimsoll.hub.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;

/// How often something may be reported to those who run the hub: each report costs a person time. In memory: each
/// process counts for itself, and a restart forgives. Safe for use by any number of threads.
public final class ReportQuota {
    private static final Attempts.Limit STRANGERS = new Attempts.Limit("reports", 5, Duration.ofHours(1));
    private static final Attempts.Limit ACCOUNTS = new Attempts.Limit("reports", 20, Duration.ofHours(1));

    private final Attempts attempts;

    /// Counts from now on.
    public ReportQuota(InstantSource clock) {
        this.attempts = new Attempts(clock);
    }

    /// Counts a report that `who` makes from the network address `address`.
    ///
    /// @return how long to wait, and nothing counted, when there were too many
    public Optional<Duration> spend(Recipient who, String address) {
        return switch (who) {
            case Known known ->
                attempts.take(ACCOUNTS, "account " + known.name().key());
            case Stranger _ -> attempts.take(STRANGERS, "network " + Attempts.network(address));
        };
    }
}
