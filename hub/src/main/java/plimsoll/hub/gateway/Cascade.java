package plimsoll.hub.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.GuardForm.Speaker;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Terms;
import plimsoll.domain.guard.Verdict;

/// Guards in their order: terms, classifiers of words, and where these are unsure, a language model.
///
/// Safe for use by any number of threads.
public final class Cascade implements Guard, AutoCloseable {
    private final Detector words;
    private final Optional<AskGuard> second;
    private final Rules rules;

    /// What the owner of a hub has set.
    ///
    /// @param policy for models without one of their own
    /// @param models policies by the names of models
    /// @param from the second guard is asked when words take a text for harmful with this probability or more
    /// @param to and not with more than this
    public record Rules(Policy policy, Map<String, Policy> models, Terms terms, double from, double to) {
        public Rules {
            models = Map.copyOf(models);
        }

        /// Those that come with the classifiers.
        public static Rules of(Policy policy) {
            return new Rules(policy, Map.of(), Terms.NONE, 0, 1);
        }
    }

    /// @param second where there is one
    public Cascade(Detector words, Optional<AskGuard> second, Rules rules) {
        this.words = words;
        this.second = second;
        this.rules = rules;
    }

    @Override
    public Verdict judge(String model, Side side, List<Said> before, String text) {
        var left = rules.terms().without(text);
        var plain = words.judge(side, left, rules.models().getOrDefault(model, rules.policy()));
        var denied = rules.terms().deniedIn(text);
        var verdict = new Verdict(
                side, plain.scores(), plain.signs(), plain.model(), plain.policy(), Optional.empty(), denied);
        if (second.isEmpty() || left.isBlank() || !isUnsure(verdict)) {
            return verdict;
        }
        var speaker = side == Side.ANSWER ? Speaker.AGENT : Speaker.USER;
        return verdict.with(second.get().about(before, new Said(speaker, left)));
    }

    /// What words stop for another reason than harm stays stopped, whatever the second guard would say.
    private boolean isUnsure(Verdict verdict) {
        double harmful = verdict.scores().harmful();
        return verdict.denied().isEmpty() && !verdict.isJailbreak() && harmful >= rules.from() && harmful <= rules.to();
    }

    @Override
    public Policy policy() {
        return rules.policy();
    }

    @Override
    public Sha256 hash() {
        return words.model().hash();
    }

    @Override
    public void close() {
        second.ifPresent(AskGuard::close);
    }
}
