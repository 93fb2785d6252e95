package plimsoll.domain.guard;

/// From which probability on something is done about a text.
///
/// @param version of the whole of these rules, told with each decision
/// @param harmful for questions
/// @param jailbreak for questions
/// @param answer for answers
/// @param signed what the three are multiplied by where a text shows signs of a trick: a disguise, a suffix of noise, a
///     faked conversation
public record Policy(String version, double harmful, double jailbreak, double answer, double signed) {
    private static final String BUILT_IN = "1";
    private static final double SIGNED = 0.6;

    /// The thresholds that were fitted with a model.
    public static Policy of(GuardModel model) {
        return new Policy(
                BUILT_IN,
                model.harmful().threshold(),
                model.jailbreak().threshold(),
                model.answer().threshold(),
                SIGNED);
    }
}
