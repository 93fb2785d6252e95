package plimsoll.engine.watermark;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.engine.sampling.Candidates;
import plimsoll.engine.sampling.Chooser;
import plimsoll.engine.sampling.Philox;
import plimsoll.engine.sampling.SequenceView;

/// Tournament sampling: each token is drawn as the winner of a knock-out among many draws, in which each round prefers
/// tokens whose keyed bit is 1. Over all keys a token is as likely as the model has it, so nothing is distorted but the
/// draw; and what came of it has more ones than chance, which whoever has the key can count.
///
/// The bits of a token depend on the key and on the [#CONTEXT] tokens before it. A context that was there before in
/// the same answer is not marked again, nor is one in the prompt: then answers keep their distribution too, and
/// counting each context once is right. What is not at all open to chance (temperature 0, one candidate) carries no
/// mark.
///
/// Source: S. Dathathri et al., "Scalable watermarking for identifying large language model outputs", Nature 634
/// (2024), with two competitors in a match. Any number of threads; a [Chooser] of it belongs to one answer.
public final class Tournament {
    /// Rounds: after so many, hardly any chance is left in what people write.
    public static final int LAYERS = 30;
    /// Tokens before a token that decide on its bits. More survive no rewording, fewer repeat themselves.
    public static final int CONTEXT = 4;

    private static final String KEYED = "HmacSHA256";

    private final SecretKeySpec key;

    /// @param key 16 bytes or more
    public Tournament(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key of %d bytes is guessed".formatted(key.length));
        }
        this.key = new SecretKeySpec(key, KEYED);
    }

    /// What chooses the tokens of one answer.
    ///
    /// @param seed of the last draw: the same one gives the same answer
    public Chooser chooser(long seed) {
        return new Draws(seed);
    }

    /// What decides on the bits after a context.
    ///
    /// @param at gives tokens by their place
    /// @param end the place after the context; at least [#CONTEXT]
    long context(IntUnaryOperator at, int end) {
        try {
            var mac = Mac.getInstance(KEYED);
            mac.init(key);
            var text = ByteBuffer.allocate(CONTEXT * Integer.BYTES);
            for (int i = end - CONTEXT; i < end; i++) {
                text.putInt(at.applyAsInt(i));
            }
            return ByteBuffer.wrap(mac.doFinal(text.array())).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /// The bits of a token after a context, one for each layer.
    static int bits(long context, int token) {
        return (int) (Philox.bits(context, token) >>> (Long.SIZE - LAYERS));
    }

    private final class Draws implements Chooser {
        private final long seed;
        private final Set<Long> seen = new HashSet<>();

        Draws(long seed) {
            this.seed = seed;
        }

        @Override
        public int choose(SequenceView past, Candidates candidates, long counter) {
            double draw = Philox.uniform(seed, counter);
            // Before that the context is the prompt's, whose last tokens are the same for every question to a model
            // that
            // converses: all answers would begin alike. Whoever has the answer alone could not read it either.
            if (past.size() - past.promptSize() < CONTEXT || candidates.size() == 1) {
                return at(plain(candidates), draw);
            }
            long context = context(past::token, past.size());
            return at(seen.add(context) ? marked(candidates, context) : plain(candidates), draw);
        }
    }

    private static double[] plain(Candidates candidates) {
        var chances = new double[candidates.size()];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = candidates.probability(i);
        }
        return chances;
    }

    /// The chances of each candidate to win. A match between two draws takes a chance p to p (1 + g - q), where g is
    /// the bit of the token and q the chance that a draw has a 1.
    static double[] marked(Candidates candidates, long context) {
        var chances = plain(candidates);
        var bits = new int[chances.length];
        for (int i = 0; i < chances.length; i++) {
            bits[i] = chances[i] > 0 ? bits(context, candidates.token(i)) : 0;
        }
        for (int layer = 0; layer < LAYERS; layer++) {
            double ones = 0;
            for (int i = 0; i < chances.length; i++) {
                ones += (bits[i] >> layer & 1) * chances[i];
            }
            for (int i = 0; i < chances.length; i++) {
                chances[i] *= 1 + (bits[i] >> layer & 1) - ones;
            }
        }
        return chances;
    }

    private static int at(double[] chances, double uniform) {
        double sum = 0;
        for (double chance : chances) {
            sum += chance;
        }
        double passed = 0;
        int last = 0;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0) {
                last = i;
                passed += chances[i];
                if (uniform * sum < passed) {
                    return i;
                }
            }
        }
        return last;
    }
}
