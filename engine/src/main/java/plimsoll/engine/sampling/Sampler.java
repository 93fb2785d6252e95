package plimsoll.engine.sampling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.engine.kernels.Kernels;

/// Chooses the tokens of one sequence: bias, penalties, hooks, grammar, then what is cut off, temperature, draw.
public final class Sampler {
    private final Sampling sampling;
    private final List<LogitsStep> steps;
    private final Optional<Chooser> chooser;
    private final Optional<Constraint> constraint;
    private final Kernels kernels;

    /// @param kernels for exponentials that are the same on every machine
    public Sampler(
            Sampling sampling,
            List<LogitsStep> steps,
            Optional<Chooser> chooser,
            Optional<Constraint> constraint,
            Kernels kernels) {
        this.sampling = sampling;
        this.steps = List.copyOf(steps);
        this.chooser = chooser;
        this.constraint = constraint;
        this.kernels = kernels;
    }

    /// The next token. The logits are used up.
    ///
    /// @throws NothingAllowed when hooks and grammar leave no token
    public int choose(SequenceView past, float[] logits) {
        sampling.bias().forEach((token, bias) -> {
            if (token >= 0 && token < logits.length) {
                logits[token] += bias;
            }
        });
        if (sampling.penalises()) {
            penalise(past, logits);
        }
        steps.forEach(step -> step.apply(past, logits));
        constraint.ifPresent(grammar -> grammar.restrict(logits));
        int best = Ranking.best(logits);
        if (!(logits[best] > Float.NEGATIVE_INFINITY)) {
            throw new NothingAllowed();
        }
        int chosen = best;
        if (sampling.temperature() > 0) {
            var candidates = candidates(logits, logits[best]);
            int index = chooser.isPresent()
                    ? chooser.get().choose(past, candidates, past.size())
                    : candidates.at(Philox.uniform(sampling.seed(), past.size()));
            chosen = candidates.token(index);
        }
        int token = chosen;
        constraint.ifPresent(grammar -> grammar.accept(token));
        return token;
    }

    private void penalise(SequenceView past, float[] logits) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = Math.max(0, past.size() - sampling.penaltyWindow()); i < past.size(); i++) {
            counts.merge(past.token(i), 1, Integer::sum);
        }
        counts.forEach((token, count) -> {
            float logit = logits[token];
            logit = logit <= 0 ? logit * sampling.repetition() : logit / sampling.repetition();
            logits[token] = logit - count * sampling.frequency() - sampling.presence();
        });
    }

    private Candidates candidates(float[] logits, float largest) {
        if (sampling.topK() == 0 && sampling.topP() == 1 && sampling.minP() == 0) {
            return everything(logits, largest);
        }
        int most = sampling.topK() == 0 ? logits.length : sampling.topK();
        float least =
                sampling.minP() == 0 ? Float.NEGATIVE_INFINITY : (float) (largest + StrictMath.log(sampling.minP()));
        // The mass of top-p is that of what top-k left, so min-p, which comes after it, may only cut once it is known.
        var tokens = Ranking.top(logits, most, sampling.topP() == 1 ? least : Float.NEGATIVE_INFINITY);
        int count = sampling.topP() == 1 ? tokens.length : nucleus(logits, tokens, largest);
        while (count > 1 && logits[tokens[count - 1]] < least) {
            count--;
        }
        var weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (logits[tokens[i]] - largest) / sampling.temperature();
        }
        kernels.exponentials(weights, 0, count, 0);
        return new Candidates(tokens, weights, count);
    }

    private Candidates everything(float[] logits, float largest) {
        var tokens = new int[logits.length];
        var weights = new float[logits.length];
        int count = 0;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > Float.NEGATIVE_INFINITY) {
                tokens[count] = i;
                weights[count++] = (logits[i] - largest) / sampling.temperature();
            }
        }
        kernels.exponentials(weights, 0, count, 0);
        return new Candidates(tokens, weights, count);
    }

    /// How many of the most likely tokens reach the probability asked for.
    private int nucleus(float[] logits, int[] tokens, float largest) {
        var weights = new float[tokens.length];
        double sum = 0;
        for (int i = 0; i < tokens.length; i++) {
            weights[i] = logits[tokens[i]];
        }
        kernels.exponentials(weights, 0, weights.length, largest);
        for (float weight : weights) {
            sum += weight;
        }
        double passed = 0;
        for (int i = 0; i < weights.length; i++) {
            passed += weights[i];
            if (passed >= sampling.topP() * sum) {
                return i + 1;
            }
        }
        return weights.length;
    }
}
