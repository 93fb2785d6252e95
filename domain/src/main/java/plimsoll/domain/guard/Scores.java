package plimsoll.domain.guard;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How likely it is, from 0 to 1, that a text is what the guard looks for.
///
/// @param harmful a question that asks for harm, or an answer that gives it
/// @param hazards how that divides among what it can be harmful by: two at once share it
/// @param harassment an insult
/// @param jailbreak an attempt to get round what a model was told; 0 for answers
public record Scores(double harmful, Map<Hazard, Double> hazards, double harassment, double jailbreak) {
    /// Of a text without words.
    public static final Scores NONE = new Scores(0, Map.of(), 0, 0);

    public Scores {
        var all = new EnumMap<Hazard, Double>(Hazard.class);
        for (var hazard : Hazard.values()) {
            all.put(hazard, hazards.getOrDefault(hazard, 0.0));
        }
        hazards = Collections.unmodifiableMap(all);
    }

    /// What it is most likely harmful by.
    public Optional<Hazard> likeliest() {
        return likeliest(hazards);
    }

    /// The likeliest of some hazards.
    static Optional<Hazard> likeliest(Map<Hazard, Double> hazards) {
        return hazards.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /// The larger of both, each by itself.
    public Scores or(Scores other) {
        var larger = new EnumMap<Hazard, Double>(Hazard.class);
        for (var hazard : Hazard.values()) {
            larger.put(hazard, Math.max(hazards.getOrDefault(hazard, 0.0), other.hazards.getOrDefault(hazard, 0.0)));
        }
        return new Scores(
                Math.max(harmful, other.harmful),
                larger,
                Math.max(harassment, other.harassment),
                Math.max(jailbreak, other.jailbreak));
    }
}
