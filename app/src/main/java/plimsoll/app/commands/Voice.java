package plimsoll.app.commands;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.Dialogue;
import plimsoll.engine.Engine;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.batching.Event.FinishReason.Failed;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;
import plimsoll.engine.batching.Event.Usage;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.batching.Refusal;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.weights.tensors.DType;

/// One model at work for one person, one answer after the other.
final class Voice implements AutoCloseable {
    /// Tokens of a prompt that are read in one step.
    private static final int STEP_TOKENS = 256;

    private final Model model;
    private final Engine engine;
    private final Optional<Dialogue> dialogue;
    private final Duration loading;
    private volatile @Nullable Generation current;

    private Voice(Model model, Engine engine, Optional<Dialogue> dialogue, Duration loading) {
        this.model = model;
        this.engine = engine;
        this.dialogue = dialogue;
        this.loading = loading;
    }

    /// Opens a model.
    ///
    /// @param positions the longest conversation, in tokens
    /// @param raw whether a chat template is left aside
    static Voice open(Path path, int positions, int threads, boolean raw) throws IOException {
        long start = System.nanoTime();
        var model = Model.open(path, new ModelOptions(positions, DType.F16, memoryBytes()));
        try {
            var dialogue = raw ? Optional.<Dialogue>empty() : Dialogue.of(model);
            var options = new EngineOptions(threads, 1, 1, STEP_TOKENS, 1, InstantSource.system());
            var engine = model.start(options);
            return new Voice(model, engine, dialogue, Duration.ofNanos(System.nanoTime() - start));
        } catch (TemplateRefused refused) {
            model.close();
            throw new NotAnswered("%s; --raw does without the template".formatted(refused.getMessage()));
        } catch (IOException | RuntimeException failed) {
            model.close();
            throw failed;
        }
    }

    /// What this machine, or the container that we are in, has.
    static long memoryBytes() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    boolean converses() {
        return dialogue.isPresent();
    }

    Model model() {
        return model;
    }

    /// How long opening took.
    Duration loading() {
        return loading;
    }

    /// What computes.
    String description() {
        return engine.description();
    }

    /// The tokens of a text that the model is to go on with.
    Tokens continuation(String text) throws NotAnswered {
        var tokenizer = model.tokenizer();
        var ids = tokenizer.framed(tokenizer.encode(text, Specials.TEXT));
        if (ids.length == 0) {
            throw new NotAnswered("this model needs a prompt to begin with");
        }
        return Tokens.of(ids);
    }

    /// The tokens of a conversation that the model is to answer.
    Tokens conversation(List<Json.Members> messages) throws NotAnswered {
        try {
            return dialogue.orElseThrow().prompt(messages, List.of(), LocalDateTime.now(ZoneId.systemDefault()));
        } catch (TemplateRefused refused) {
            throw new NotAnswered(refused.getMessage());
        }
    }

    /// Answers, telling the text piece by piece.
    Answer answer(Request request, Consumer<String> listener) throws NotAnswered, InterruptedException {
        long start = System.nanoTime();
        var generation = switch (engine.submit(request)) {
            case Generation taken -> taken;
            case Refusal refusal -> throw NotAnswered.of(refusal);
        };
        current = generation;
        long first = 0;
        var text = new StringBuilder();
        while (true) {
            switch (generation.next()) {
                case Piece(var _, var piece, var _) -> {
                    first = first == 0 ? System.nanoTime() : first;
                    text.append(piece);
                    listener.accept(piece);
                }
                case Finished(var reason, var rest, var usage) -> {
                    current = null;
                    long end = System.nanoTime();
                    text.append(rest);
                    listener.accept(rest);
                    if (reason instanceof Failed(var why)) {
                        throw new NotAnswered("the model failed: " + why);
                    }
                    long firstOrEnd = first == 0 ? end : first;
                    return new Answer(
                            text.toString(),
                            reason,
                            usage,
                            Duration.ofNanos(firstOrEnd - start),
                            Duration.ofNanos(end - firstOrEnd));
                }
            }
        }
    }

    /// Stops the answer under way.
    ///
    /// @return whether there was one
    boolean stop() {
        var generation = current;
        if (generation == null) {
            return false;
        }
        generation.cancel("stopped");
        return true;
    }

    @Override
    public void close() {
        engine.close();
        model.close();
    }

    /// What was said.
    ///
    /// @param untilFirst from the question to the first token
    /// @param afterFirst from there to the end
    record Answer(String text, FinishReason reason, Usage usage, Duration untilFirst, Duration afterFirst) {
        /// Tokens a second, the first one not counted: it comes with the reading of the prompt.
        double tokensPerSecond() {
            double seconds = afterFirst.toNanos() / 1e9;
            return usage.generatedTokens() < 2 || seconds <= 0 ? 0 : (usage.generatedTokens() - 1) / seconds;
        }

        /// Why it ended, in OpenAI's words where it has some.
        String ending() {
            return switch (reason) {
                case FinishReason.Stop _ -> "stop";
                case FinishReason.Length _ -> "length";
                case FinishReason.Cancelled _ -> "cancelled";
                case FinishReason.Deadline _ -> "deadline";
                case FinishReason.Failed _ -> "failed";
            };
        }
    }
}
