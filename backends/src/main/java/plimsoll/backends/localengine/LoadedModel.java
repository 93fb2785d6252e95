package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.guard.GuardScript;
import plimsoll.engine.Dialogue;
import plimsoll.engine.Engine;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.batching.Refusal.ModelClosed;
import plimsoll.engine.batching.Refusal.Overloaded;
import plimsoll.engine.batching.Refusal.PromptTooLong;
import plimsoll.engine.batching.Refusal.UnknownToken;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.chat.ChatTemplate;
import plimsoll.engine.chat.ForcedCall;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.grammar.Grammar;
import plimsoll.engine.grammar.GrammarRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.sampling.Constraint;
import plimsoll.engine.sampling.Sampling;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.tokenizer.TextTooLong;
import plimsoll.engine.watermark.Reading;
import plimsoll.engine.watermark.Tournament;
import plimsoll.hub.gateway.Detected;
import plimsoll.hub.gateway.Embedded;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Calling;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.weights.tensors.DType;

/// One model that generates text, in memory.
final class LoadedModel extends Loaded {
    private static final int PENALTY_WINDOW = 64;

    private final Model model;
    private final Optional<Dialogue> dialogue;
    private final EngineOptions options;
    private volatile @Nullable Engine engine;

    private LoadedModel(Model model, Optional<Dialogue> dialogue, EngineOptions options) {
        this.model = model;
        this.dialogue = dialogue;
        this.options = options;
    }

    static LoadedModel open(Path file, EngineOptions options, int positions, long mostBytes) throws IOException {
        var model = Model.open(file, new ModelOptions(positions, DType.F16, mostBytes));
        try {
            return new LoadedModel(model, Dialogue.of(model), options);
        } catch (TemplateRefused refused) {
            model.close();
            throw new IOException(refused.getMessage(), refused);
        } catch (IOException | RuntimeException failed) {
            model.close();
            throw failed;
        }
    }

    @Override
    void start() {
        engine = model.start(options);
    }

    @Override
    long bytes() {
        return model.need(options.sequencesOfPages()).totalBytes();
    }

    @Override
    int unfinished() {
        var started = engine;
        return started == null ? 0 : started.unfinished();
    }

    @Override
    Taken ask(Question question, Optional<Tournament> mark, Instant now) {
        try {
            var tokens = tokens(question.prompt(), now);
            return submit(question, mark, tokens);
        } catch (TextTooLong tooLong) {
            return new Declined(Why.TOO_LONG, String.valueOf(tooLong.getMessage()));
        } catch (TemplateRefused | GrammarRefused | MalformedJson | IllegalArgumentException unfit) {
            return new Declined(Why.UNFIT, String.valueOf(unfit.getMessage()));
        }
    }

    @Override
    Detected detect(List<Tournament> marks, String text) {
        try {
            var tokens = model.tokenizer().encode(text, Specials.TEXT);
            var best = marks.stream()
                    .map(mark -> Reading.of(mark, tokens))
                    .min(Comparator.comparingDouble(Reading::pValue))
                    .orElseThrow();
            // Of several keys one looks good by chance: Bonferroni.
            return new Detected.Shown(best.tokens(), best.scored(), Math.min(1, best.pValue() * marks.size()));
        } catch (TextTooLong tooLong) {
            return new Declined(Why.TOO_LONG, String.valueOf(tooLong.getMessage()));
        }
    }

    @Override
    Embedded embed(List<String> texts) {
        return new Declined(Why.UNFIT, "this model generates text and makes no embeddings");
    }

    @Override
    public void close() {
        var started = engine;
        if (started != null) {
            started.close();
        }
        model.close();
    }

    @Override
    public String toString() {
        var started = engine;
        return "%s, %s".formatted(started == null ? "not started" : started.description(), model.need(1));
    }

    /// A forced call is all there is of an answer, so nothing else can be asked of its form.
    private Optional<Constraint> constraint(Question question) throws GrammarRefused, MalformedJson {
        if (!(question.prompt() instanceof Prompt.Talk(var _, var tools, var calling))) {
            return constraint(question.form());
        }
        return switch (calling) {
            case Calling.Free _ -> constraint(question.form());
            case Calling.Required _ -> Optional.of(forced(tools, Optional.empty()));
            case Calling.Named(var name) -> Optional.of(forced(tools, Optional.of(name)));
        };
    }

    private Constraint forced(List<String> tools, Optional<String> named) throws GrammarRefused, MalformedJson {
        var template = dialogue.orElseThrow(LoadedModel::talksNot).template();
        return model.constraint(ForcedCall.grammar(template, readTools(tools), named));
    }

    private static IllegalArgumentException talksNot() {
        return new IllegalArgumentException("this model has no chat template: it answers /v1/completions only");
    }

    private Optional<Constraint> constraint(Form form) throws GrammarRefused, MalformedJson {
        return switch (form) {
            case Form.Free _ -> Optional.empty();
            case Form.AnyObject _ -> Optional.of(model.constraint(Grammar.anyObject()));
            case Form.Schema(var json) -> Optional.of(model.constraint(Grammar.schema(JsonReader.read(json))));
        };
    }

    private Taken submit(Question question, Optional<Tournament> mark, Tokens tokens)
            throws GrammarRefused, MalformedJson {
        int room = Math.max(1, model.positions() - tokens.size());
        int most = Math.min(question.maxTokens().orElse(room), room);
        var request = new Request(
                tokens,
                sampling(question.manner()),
                constraint(question),
                question.stops(),
                most,
                List.of(),
                mark.map(each -> each.chooser(question.manner().seed())),
                question.asker(),
                Optional.empty());
        boolean calls =
                question.prompt() instanceof Prompt.Talk talk && !talk.tools().isEmpty();
        var template = calls ? dialogue.map(Dialogue::template) : Optional.<ChatTemplate>empty();
        var started = engine;
        if (started == null) {
            throw new IllegalStateException("asked before it was started");
        }
        return switch (started.submit(request)) {
            case Generation generation -> new LocalAnswer(generation, model.tokenizer(), template);
            case PromptTooLong(var length, var longest) ->
                new Declined(
                        Why.TOO_LONG,
                        "This model's maximum context length is %d tokens. However, your messages resulted in %d tokens."
                                .formatted(longest, length));
            case Overloaded(var queued) -> new Declined(Why.BUSY, "%d requests wait for this model".formatted(queued));
            case UnknownToken(var token) -> new Declined(Why.UNFIT, "the model has no token " + token);
            case ModelClosed _ -> new Declined(Why.BUSY, "the model is being unloaded");
        };
    }

    private static Sampling sampling(Question.Manner manner) {
        return new Sampling(
                manner.temperature(),
                0,
                manner.topP(),
                0,
                1,
                manner.frequencyPenalty(),
                manner.presencePenalty(),
                PENALTY_WINDOW,
                manner.seed(),
                manner.bias(),
                manner.logprobs());
    }

    private Tokens tokens(Prompt prompt, Instant now) throws TemplateRefused, MalformedJson {
        return switch (prompt) {
            case Prompt.Text(var text) -> {
                var tokenizer = model.tokenizer();
                var ids = tokenizer.framed(tokenizer.encode(text, Specials.TEXT));
                if (ids.length == 0) {
                    throw new IllegalArgumentException("this model needs a prompt that is not empty");
                }
                yield Tokens.of(ids);
            }
            case Prompt.Framed(var script) -> framed(script);
            case Prompt.Talk(var messages, var tools, var _) -> {
                var template = dialogue.orElseThrow(LoadedModel::talksNot);
                yield template.prompt(read(messages), readTools(tools), LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            }
        };
    }

    /// Only a piece of the form's own is looked through for special tokens: a text that spells one stays text.
    private Tokens framed(GuardScript script) {
        var tokens = IntStream.builder();
        for (var piece : script.pieces()) {
            var ids = model.tokenizer().encode(piece.text(), piece.form() ? Specials.PARSE : Specials.TEXT);
            IntStream.of(ids).forEach(tokens::add);
        }
        return Tokens.of(tokens.build().toArray());
    }

    private static List<Json.Members> read(List<Message> messages) throws MalformedJson {
        var read = new ArrayList<Json.Members>();
        for (var message : messages) {
            if (!(JsonReader.read(message.json()) instanceof Json.Members members)) {
                throw new IllegalArgumentException("a message is not an object");
            }
            read.add(members);
        }
        return read;
    }

    private static List<Json> readTools(List<String> tools) throws MalformedJson {
        var read = new ArrayList<Json>();
        for (var tool : tools) {
            read.add(JsonReader.read(tool));
        }
        return read;
    }
}
