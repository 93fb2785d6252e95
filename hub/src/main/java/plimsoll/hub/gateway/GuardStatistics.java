package plimsoll.hub.gateway;

import java.time.Instant;
import java.util.List;

/// How often guards and ladder did what, over all accounts. Safe for use by any number of threads.
public interface GuardStatistics {
    /// What was done since `since`, each kind once, in a fixed order.
    List<Tally> since(Instant since);

    /// How often something was done.
    ///
    /// @param kind `decisions`, `strikes`, `appeals` or `reports`
    /// @param what in particular, in a word
    record Tally(String kind, String what, long count) {}
}
