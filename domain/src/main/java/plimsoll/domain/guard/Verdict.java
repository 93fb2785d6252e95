package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What was decided about a text, and by what: enough to decide it again.
///
/// @param side whose text
/// @param signs of a trick, in a word or two each
/// @param model the hash of the classifiers
/// @param opinion what a second guard made of it, where one was asked
/// @param denied names of terms in it that the owner wants stopped
public record Verdict(
        Side side,
        Scores scores,
        List<String> signs,
        Sha256 model,
        Policy policy,
        Optional<Opinion> opinion,
        List<String> denied) {
    public Verdict {
        signs = List.copyOf(signs);
        denied = List.copyOf(denied);
    }

    /// Of the classifiers of words alone.
    public Verdict(Side side, Scores scores, List<String> signs, Sha256 model, Policy policy) {
        this(side, scores, signs, model, policy, Optional.empty(), List.of());
    }

    /// What is to be done, each farther than the one before.
    public enum Outcome {
        /// Nothing.
        PASS,
        /// A person should look; meanwhile it passes.
        REVIEW,
        /// It goes no further, because a guard that has to judge it could not: nobody's fault who asked.
        UNJUDGED,
        /// It goes no further.
        BLOCK
    }

    /// The same with a second guard's opinion.
    public Verdict with(Opinion other) {
        return new Verdict(side, scores, signs, model, policy, Optional.of(other), denied);
    }

    /// The same with one more sign of a trick.
    public Verdict with(String sign) {
        var more = new ArrayList<>(signs);
        more.add(sign);
        return new Verdict(side, scores, more, model, policy, opinion, denied);
    }

    /// What is to be done about it.
    public Outcome outcome() {
        if (isJailbreak() || !denied.isEmpty()) {
            return Outcome.BLOCK;
        }
        var second = opinion.map(this::outcome).orElse(Outcome.PASS);
        boolean alone = policy.second().alone()
                && opinion.filter(Opinion.Given.class::isInstance).isPresent();
        var words = alone || !isHarmfulByWords() ? Outcome.PASS : outcome(scores.likeliest());
        return words.compareTo(second) > 0 ? words : second;
    }

    private Outcome outcome(Opinion other) {
        return switch (other) {
            case Opinion.Missing _ -> policy.second().closed() ? Outcome.UNJUDGED : Outcome.PASS;
            case Opinion.Given given -> isUnsafe(given) ? outcome(Scores.likeliest(given.hazards())) : Outcome.PASS;
        };
    }

    private Outcome outcome(Optional<Hazard> likeliest) {
        return likeliest.filter(policy.reviewed()::contains).isPresent() ? Outcome.REVIEW : Outcome.BLOCK;
    }

    /// Whether it goes no further for what it is.
    public boolean blocks() {
        return outcome() == Outcome.BLOCK;
    }

    /// Whether it goes no further, for what it is or because nobody could tell.
    public boolean stops() {
        return outcome().compareTo(Outcome.UNJUDGED) >= 0;
    }

    /// Whether it asks for harm or gives it, as those guards say whose word counts.
    public boolean isHarmful() {
        var given = given();
        boolean second = given.filter(this::isUnsafe).isPresent();
        return second || (isHarmfulByWords() && !(policy.second().alone() && given.isPresent()));
    }

    /// Whether it tries to get round what the model was told.
    public boolean isJailbreak() {
        return side != Side.ANSWER && scores.jailbreak() >= threshold(policy.jailbreak());
    }

    /// What it is flagged for, most likely first, by code.
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        denied.forEach(term -> reasons.add("term:" + term));
        given().filter(this::isUnsafe)
                .ifPresent(given -> reasons.add(given.likeliest().orElse(Hazard.TAXONOMY + ":unknown")));
        if (isHarmful() && reasons.isEmpty()) {
            reasons.add(scores.likeliest().map(Hazard::code).orElse(Hazard.TAXONOMY + ":unknown"));
        }
        if (isJailbreak()) {
            reasons.add("jailbreak");
        }
        if (outcome() == Outcome.UNJUDGED) {
            reasons.add("unjudged");
        }
        return reasons;
    }

    /// The hazard it is most likely harmful by.
    public Optional<Hazard> likeliest() {
        return Scores.likeliest(hazards());
    }

    /// How likely it is harmful by each hazard, as those guards say whose word counts.
    public Map<Hazard, Double> hazards() {
        var given = given();
        if (given.isEmpty()) {
            return scores.hazards();
        }
        var second = new Scores(given.get().unsafe(), given.get().hazards(), 0, 0);
        return policy.second().alone() ? second.hazards() : scores.or(second).hazards();
    }

    private Optional<Opinion.Given> given() {
        return opinion.filter(Opinion.Given.class::isInstance).map(Opinion.Given.class::cast);
    }

    private boolean isHarmfulByWords() {
        double general = side == Side.ANSWER ? policy.answer() : policy.harmful();
        return isOver(scores.harmful(), scores.hazards(), threshold(general), signs.isEmpty() ? 1 : policy.signed());
    }

    private boolean isUnsafe(Opinion.Given given) {
        return isOver(given.unsafe(), given.hazards(), policy.second().threshold(), 1);
    }

    /// The threshold of the likeliest hazard decides; one with a threshold of its own is looked at in any case.
    private boolean isOver(double harmful, Map<Hazard, Double> hazards, double general, double signed) {
        var likeliest = Scores.likeliest(hazards);
        boolean owned = policy.hazards().entrySet().stream()
                .anyMatch(own -> hazards.getOrDefault(own.getKey(), 0.0) >= own.getValue() * signed);
        return owned
                || (harmful >= general
                        && likeliest.filter(policy.hazards()::containsKey).isEmpty());
    }

    private double threshold(double plain) {
        return signs.isEmpty() ? plain : plain * policy.signed();
    }
}
