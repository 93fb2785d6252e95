package plimsoll.hub.ledger;

import java.util.Optional;
import plimsoll.hub.ledger.PublishedLog.Latest;

/// The newest checkpoint of each log that this hub cosigned as a witness.
///
/// Safe for use by any number of threads and processes. Every implementation passes `WitnessedLogsContract`.
public interface WitnessedLogs {
    /// What was cosigned last for the log of this origin; empty when nothing was.
    Optional<Latest> last(String origin);

    /// Keeps a newer checkpoint, durably, unless what is kept is no longer of `older` entries (0 for nothing): of two
    /// that race, one fails.
    ///
    /// @return whether it is kept
    boolean advance(String origin, long older, Latest latest);
}
