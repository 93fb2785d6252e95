package plimsoll.domain.release;

import java.time.Instant;

/// A step that a plan takes by itself when its time has come.
///
/// @param component of which component
/// @param access what holds from then on
/// @param from when
/// @param unlessIncident whether an open incident holds it back
public record Stage(Component component, Access access, Instant from, boolean unlessIncident) {
    /// Whether it has come into force.
    boolean isReached(Instant now, boolean incidentOpen) {
        return !now.isBefore(from) && !(unlessIncident && incidentOpen);
    }
}
