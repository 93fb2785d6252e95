package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What was decided about a text, and by what: enough to decide it again.
///
/// @param side whose text
/// @param signs of a trick, in a word or two each
/// @param model the hash of the classifiers
public record Verdict(Side side, Scores scores, List<String> signs, Sha256 model, Policy policy) {
    public Verdict {
        signs = List.copyOf(signs);
    }

    /// What is to be done.
    public enum Outcome {
        /// Nothing.
        PASS,
        /// A person should look; meanwhile it passes.
        REVIEW,
        /// It goes no further.
        BLOCK
    }

    /// What is to be done about it.
    public Outcome outcome() {
        if (isJailbreak()) {
            return Outcome.BLOCK;
        }
        if (!isHarmful()) {
            return Outcome.PASS;
        }
        return scores.likeliest().filter(Hazard::isUnsure).isPresent() ? Outcome.REVIEW : Outcome.BLOCK;
    }

    /// Whether it goes no further.
    public boolean blocks() {
        return outcome() == Outcome.BLOCK;
    }

    /// Whether it asks for harm or gives it.
    public boolean isHarmful() {
        return scores.harmful() >= threshold(side == Side.ANSWER ? policy.answer() : policy.harmful());
    }

    /// Whether it tries to get round what the model was told.
    public boolean isJailbreak() {
        return side == Side.QUESTION && scores.jailbreak() >= threshold(policy.jailbreak());
    }

    /// What it is flagged for, most likely first, by code.
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        if (isHarmful()) {
            Optional<Hazard> likeliest = scores.likeliest();
            reasons.add(likeliest.map(Hazard::code).orElse(Hazard.TAXONOMY + ":unknown"));
        }
        if (isJailbreak()) {
            reasons.add("jailbreak");
        }
        return reasons;
    }

    private double threshold(double plain) {
        return signs.isEmpty() ? plain : plain * policy.signed();
    }
}
