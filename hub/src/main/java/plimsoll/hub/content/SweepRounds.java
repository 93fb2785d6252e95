package plimsoll.hub.content;

import java.time.Instant;
import java.util.Optional;
import plimsoll.hub.content.SweepBlobs.Swept;

/// What the last round of sweeping did. It outlives the process, so that the next round is due a day later however
/// often the hub is started meanwhile.
///
/// Safe for use by any number of threads. Every implementation passes `SweepRoundsContract`.
public interface SweepRounds {
    /// The last round that ended; empty when none ever has.
    Optional<SweepRound> last();

    /// Keeps a round in the place of the one before.
    void keep(SweepRound round);

    /// A round that ended.
    ///
    /// @param began when it began
    /// @param ended when it ended
    /// @param swept what it took
    /// @param unreached how many files it cut loose from repositories that reach them no more
    record SweepRound(Instant began, Instant ended, Swept swept, long unreached) {}
}
