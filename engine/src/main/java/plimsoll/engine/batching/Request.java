package plimsoll.engine.batching;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.sampling.Chooser;
import plimsoll.engine.sampling.Constraint;
import plimsoll.engine.sampling.LogitsStep;
import plimsoll.engine.sampling.Sampling;

/// A prompt to be continued.
///
/// @param prompt at least one token, framed as the model expects it
/// @param stops texts that end the answer; they are not part of it
/// @param maxTokens tokens to generate at most
/// @param steps applied to the logits in this order, before the grammar
/// @param chooser replaces the draw; not asked when the temperature is 0
/// @param constraint fresh: it follows this one answer
/// @param tenant whose turn it is when requests wait, and whose prompts share pages: never shown
/// @param deadline when nobody will wait any longer
public record Request(
        Tokens prompt,
        Sampling sampling,
        Optional<Constraint> constraint,
        List<String> stops,
        int maxTokens,
        List<LogitsStep> steps,
        Optional<Chooser> chooser,
        String tenant,
        Optional<Instant> deadline) {
    /// Stop strings of one request.
    public static final int MOST_STOPS = 4;

    /// Characters of one stop string.
    public static final int LONGEST_STOP = 256;

    public Request {
        stops = List.copyOf(stops);
        steps = List.copyOf(steps);
        if (prompt.size() == 0 || maxTokens < 1) {
            throw new IllegalArgumentException("%d tokens to follow %d".formatted(maxTokens, prompt.size()));
        }
        if (stops.size() > MOST_STOPS
                || stops.stream().anyMatch(stop -> stop.isEmpty() || stop.length() > LONGEST_STOP)) {
            throw new IllegalArgumentException("at most %d stop strings of at most %d characters, none of them empty"
                    .formatted(MOST_STOPS, LONGEST_STOP));
        }
    }

    /// A request without extras.
    public static Request of(Tokens prompt, Sampling sampling, int maxTokens) {
        return new Request(
                prompt,
                sampling,
                Optional.empty(),
                List.of(),
                maxTokens,
                List.of(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    /// The same, kept to a grammar.
    public Request constrainedBy(Constraint grammar) {
        return new Request(prompt, sampling, Optional.of(grammar), stops, maxTokens, steps, chooser, tenant, deadline);
    }

    /// The same, ended by these texts.
    public Request withStops(List<String> texts) {
        return new Request(prompt, sampling, constraint, texts, maxTokens, steps, chooser, tenant, deadline);
    }
}
