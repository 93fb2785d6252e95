package plimsoll.app.guard;

import java.util.Optional;
import plimsoll.domain.guard.Hazard;

/// One text and what is known of it.
///
/// @param positive whether it is what the task looks for
/// @param hazard what it is harmful by, where that is known
/// @param about the question that it answers, or nothing: answers to one question are alike
record Sample(String text, boolean positive, Optional<Hazard> hazard, String about) {
    Sample(String text, boolean positive, Optional<Hazard> hazard) {
        this(text, positive, hazard, "");
    }

    Sample about(String question) {
        return new Sample(text, positive, hazard, question);
    }

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
