package plimsoll.domain.guard;

import java.util.Map;
import java.util.Set;

/// From which probability on something is done about a text.
///
/// @param version of the whole of these rules, told with each decision
/// @param harmful for questions
/// @param jailbreak for questions
/// @param answer for answers
/// @param signed what the three are multiplied by where a text shows signs of a trick: a disguise, a suffix of noise, a
///     faked conversation
/// @param hazards thresholds of single hazards, in place of the general ones
/// @param reviewed hazards that a person should look at, and that stop nothing
/// @param second what is made of a second guard's opinion
public record Policy(
        String version,
        double harmful,
        double jailbreak,
        double answer,
        double signed,
        Map<Hazard, Double> hazards,
        Set<Hazard> reviewed,
        Second second) {
    private static final String BUILT_IN = "2";
    /// A disguise is no harm: with less than this, harmless texts were stopped for being decoded.
    private static final double SIGNED = 0.8;

    public Policy {
        hazards = Map.copyOf(hazards);
        reviewed = Set.copyOf(reviewed);
    }

    /// One for all hazards, without a second guard.
    public Policy(String version, double harmful, double jailbreak, double answer, double signed) {
        this(version, harmful, jailbreak, answer, signed, Map.of(), Hazard.UNSURE, Second.NONE);
    }

    /// The thresholds that were fitted with a model.
    public static Policy of(GuardModel model) {
        return new Policy(
                BUILT_IN,
                model.harmful().threshold(),
                model.jailbreak().threshold(),
                model.answer().threshold(),
                SIGNED);
    }

    /// How a language model that guards decides beside the classifiers of words.
    ///
    /// @param threshold from which probability on it takes a message for unsafe
    /// @param alone whether it alone decides on harm where it was asked; else either may stop a message
    /// @param closed whether nothing passes that it should have judged and did not
    public record Second(double threshold, boolean alone, boolean closed) {
        /// Where there is none.
        public static final Second NONE = new Second(0.5, false, false);
    }
}
