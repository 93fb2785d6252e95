package plimsoll.app.guard;

import java.util.Optional;
import plimsoll.domain.guard.Hazard;

/// One text and what is known of it.
///
/// @param positive whether it is what the task looks for
/// @param hazard what it is harmful by, where that is known
record Sample(String text, boolean positive, Optional<Hazard> hazard) {
    static Sample good(String text) {
        return new Sample(text, false, Optional.empty());
    }

    static Sample bad(String text) {
        return new Sample(text, true, Optional.empty());
    }

    static Sample bad(String text, Hazard hazard) {
        return new Sample(text, true, Optional.of(hazard));
    }
}
