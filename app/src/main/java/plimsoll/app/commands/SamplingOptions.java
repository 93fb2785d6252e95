package plimsoll.app.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.sampling.Sampling;

/// How a model is to answer, as options of a command.
final class SamplingOptions {
    @Option(
            names = {"-t", "--temperature"},
            paramLabel = "T",
            description = "How freely it speaks; 0: always the most likely token (default: ${DEFAULT-VALUE}).")
    private float temperature = 0.8f;

    @Option(
            names = {"-n", "--max-tokens"},
            paramLabel = "N",
            description = "Tokens of an answer at most (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 512;

    @Option(names = "--seed", paramLabel = "S", description = "The same seed gives the same text (default: random).")
    private @Nullable Long seed;

    @Option(names = "--top-k", paramLabel = "K", description = "Only the K most likely tokens (default: all).")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Only the most likely tokens that together reach this probability (default: 0.95).")
    private float topP = 0.95f;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Only tokens at least so likely, measured by the most likely one (default: 0.05).")
    private float minP = 0.05f;

    @Option(
            names = "--repeat-penalty",
            paramLabel = "R",
            description = "Makes what was said in the last 64 tokens less likely (default: 1, not at all).")
    private float repetition = 1;

    @Option(names = "--stop", paramLabel = "TEXT", description = "Ends the answer; may be given four times.")
    private List<String> stops = List.of();

    /// @throws NotAnswered when the options make no sense
    Request request(Tokens prompt) throws NotAnswered {
        long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1L << 53) : seed;
        try {
            var sampling = new Sampling(temperature, topK, topP, minP, repetition, 0, 0, 64, drawn, Map.of(), -1);
            return new Request(
                    prompt,
                    sampling,
                    Optional.empty(),
                    stops,
                    maxTokens,
                    List.of(),
                    Optional.empty(),
                    "",
                    Optional.empty());
        } catch (IllegalArgumentException unfit) {
            throw new NotAnswered(unfit.getMessage());
        }
    }
}
