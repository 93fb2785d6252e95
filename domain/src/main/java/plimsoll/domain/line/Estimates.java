package plimsoll.domain.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.Value.Span;

/// Training compute where nobody declares it, by the usual rule: six operations for each parameter and token (Kaplan
/// and others, 2020, arXiv 2001.08361, section 2.1). Of a mixture of experts only the active parameters count.
public final class Estimates {
    /// More tokens than any training that was ever published read (Llama 4 Scout: 4e13), and about as many as there
    /// are in all public text (Villalobos and others, 2024, arXiv 2211.04325: from 1e14 on).
    public static final double MOST_TOKENS = 1e14;

    private static final double PER_PARAMETER_AND_TOKEN = 6;
    /// How far off the rule may be, either way.
    private static final double FACTOR = 2;

    private Estimates() {}

    /// What a sheet lets one estimate of what it does not say: nothing, or the training compute. With the tokens it is
    /// an interval around the rule; without them everything up to what that many parameters can have cost.
    public static List<Fact> of(FactSheet sheet) {
        var parameters = sheet.of(FactName.ACTIVE_PARAMS).or(() -> sheet.of(FactName.PARAMS));
        var estimates = new ArrayList<Fact>();
        if (parameters.isPresent() && parameters.get().value() instanceof Span(var few, var many)) {
            var tokens = sheet.of(FactName.TRAINING_TOKENS);
            if (tokens.isPresent() && tokens.get().value() instanceof Span(var least, var most)) {
                estimates.add(estimate(
                        parameters.get(),
                        PER_PARAMETER_AND_TOKEN * few * least / FACTOR,
                        PER_PARAMETER_AND_TOKEN * many * most * FACTOR,
                        tokens));
            } else {
                estimates.add(
                        estimate(parameters.get(), 0, PER_PARAMETER_AND_TOKEN * many * MOST_TOKENS, Optional.empty()));
            }
        }
        return estimates;
    }

    /// A sheet with its compute estimated anew: facts it followed from may be others now.
    public static FactSheet anew(FactSheet sheet) {
        var rest = new FactSheet(sheet.facts().stream()
                .filter(fact -> fact.kind() != Kind.ESTIMATED || fact.name() != FactName.TRAINING_FLOP)
                .toList());
        return rest.and(of(rest));
    }

    private static Fact estimate(Fact parameters, double low, double high, Optional<Fact> tokens) {
        var said = tokens.map(fact ->
                        "6ND with N %s and D %s, within a factor of 2".formatted(parameters.said(), fact.said()))
                .orElseGet(() -> "at most 6ND with N %s and D %s tokens, more than any training known"
                        .formatted(parameters.said(), Value.of(MOST_TOKENS)));
        return new Fact(
                FactName.TRAINING_FLOP,
                new Span(low, high),
                Kind.ESTIMATED,
                said,
                parameters.evidence(),
                parameters.at());
    }
}
