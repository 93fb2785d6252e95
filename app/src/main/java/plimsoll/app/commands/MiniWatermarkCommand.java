package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.mini.DataFolder;
import plimsoll.app.mini.Evaluation;
import plimsoll.app.mini.Message;
import plimsoll.engine.Dialogue;
import plimsoll.engine.Engine;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.batching.Request;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.sampling.Sampling;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.watermark.Reading;
import plimsoll.engine.watermark.Tournament;
import plimsoll.weights.tensors.DType;

/// `plimsoll mini watermark`: what a watermark does to a model's answers, and how well it is found in them.
@Command(
        name = "watermark",
        description = {
            "Ask a model held-out conversations with a watermark and without, by the same seeds, and compare: right",
            "answers, how likely the model takes its own words for, and in how many texts of each length the mark is found."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {"0:done", "1:reading the model failed", "2:wrong use"})
public final class MiniWatermarkCommand implements Callable<Integer> {
    private static final int ANSWER_TOKENS = 128;
    private static final int[] LENGTHS = {25, 50, 100, 200, 400};
    private static final double THRESHOLD = 1e-3;
    private static final long MEMORY = 2L << 30;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "MODEL", description = "A model's file.")
    private Path path = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "What `mini data` has written.")
    private @Nullable Path data;

    @Option(names = "--questions", paramLabel = "N", description = "Of each kind (default: ${DEFAULT-VALUE}).")
    private int questions = 200;

    @Option(names = "--temperature", paramLabel = "T", description = "Default: ${DEFAULT-VALUE}.")
    private float temperature = 1;

    /// For picocli.
    public MiniWatermarkCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::run);
    }

    private void run() throws IOException, InterruptedException {
        if (data == null || questions < 1 || !(temperature > 0)) {
            throw new NotAnswered("--data says what to ask, --questions is at least 1, --temperature above 0");
        }
        var folder = new DataFolder(data);
        var answer = new LinkedHashMap<String, Object>();
        var lines = new ArrayList<String>();
        try (var model = Model.open(path, new ModelOptions(DataFolder.CONTEXT_TOKENS, DType.F16, MEMORY));
                var engine = model.start(EngineOptions.standard())) {
            var dialogue = Dialogue.of(model).orElseThrow(() -> new NotAnswered("this model has no chat template"));
            var key = new byte[32];
            Arrays.fill(key, (byte) 7);
            var mark = new Tournament(key);
            for (boolean marked : new boolean[] {false, true}) {
                var chosen = marked ? Optional.of(mark) : Optional.<Tournament>empty();
                var name = marked ? "marked" : "plain";
                var questioned = new Sitting(model, engine, dialogue, chosen);
                var told = new Sitting(model, engine, dialogue, chosen);
                int asked = 0;
                int right = 0;
                for (var kind : folder.heldOutKinds()) {
                    var samples = DataFolder.read(folder.heldOut(kind));
                    var some = samples.subList(0, Math.min(questions, samples.size()));
                    if (Evaluation.marks(kind)) {
                        var score = new Evaluation(questioned::answer).of(kind, some);
                        asked += score.asked();
                        right += score.right();
                    } else {
                        for (var sample : some) {
                            told.answer(sample.question());
                        }
                    }
                }
                lines.add(String.format(
                        Locale.ROOT, "%s: right %.2f %% of %d", name, 100.0 * right / Math.max(1, asked), asked));
                answer.put(name + "_accuracy", (double) right / Math.max(1, asked));
                tell(name + " answers", questioned, mark, answer, lines);
                tell(name + " stories", told, mark, answer, lines);
            }
            errand.print(answer, lines);
        } catch (TemplateRefused refused) {
            throw new NotAnswered(String.valueOf(refused.getMessage()));
        }
    }

    private static void tell(
            String name, Sitting sitting, Tournament mark, Map<String, Object> answer, List<String> lines) {
        var found = new LinkedHashMap<String, Object>();
        var shares = new ArrayList<String>();
        for (int length : LENGTHS) {
            int texts = 0;
            int below = 0;
            var tokens = sitting.tokens();
            for (int from = 0; from + length <= tokens.length; from += length) {
                texts++;
                below += Reading.of(mark, Arrays.copyOfRange(tokens, from, from + length))
                                        .pValue()
                                < THRESHOLD
                        ? 1
                        : 0;
            }
            found.put(String.valueOf(length), texts == 0 ? 0 : (double) below / texts);
            shares.add(String.format(
                    Locale.ROOT, "%d tokens %.1f %% of %d", length, texts == 0 ? 0 : 100.0 * below / texts, texts));
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("logprob_per_token", sitting.logprob());
        figures.put("found_below_0.001", found);
        answer.put(name, figures);
        lines.add(String.format(
                Locale.ROOT,
                "%s: log-likelihood %.4f a token; p < 0.001 in %s",
                name,
                sitting.logprob(),
                String.join(", ", shares)));
    }

    /// One way to answer, and what was said.
    private final class Sitting {
        private final Model model;
        private final Engine engine;
        private final Dialogue dialogue;
        private final Optional<Tournament> mark;
        private final StringBuilder said = new StringBuilder();
        private long seed;
        private double logprobs;
        private long chosen;

        Sitting(Model model, Engine engine, Dialogue dialogue, Optional<Tournament> mark) {
            this.model = model;
            this.engine = engine;
            this.dialogue = dialogue;
            this.mark = mark;
        }

        String answer(List<Message> conversation) throws IOException, InterruptedException {
            var messages = new ArrayList<Json.Members>();
            for (var message : conversation) {
                messages.add(Talk.message(message.role(), message.content()));
            }
            long own = ++seed;
            try {
                var plain = Request.of(
                        dialogue.prompt(messages, List.of(), LocalDateTime.of(2026, 1, 1, 0, 0)),
                        Sampling.plain(temperature, own).withLogprobs(0),
                        ANSWER_TOKENS);
                var request = new Request(
                        plain.prompt(),
                        plain.sampling(),
                        plain.constraint(),
                        plain.stops(),
                        plain.maxTokens(),
                        plain.steps(),
                        mark.map(each -> each.chooser(own)),
                        plain.tenant(),
                        plain.deadline());
                return engine.submit(request) instanceof Generation generation ? whole(generation) : "";
            } catch (TemplateRefused refused) {
                throw new NotAnswered(String.valueOf(refused.getMessage()));
            }
        }

        private String whole(Generation generation) throws InterruptedException {
            var text = new StringBuilder();
            while (true) {
                switch (generation.next()) {
                    case Piece(var _, var piece, var told) -> {
                        text.append(piece);
                        told.ifPresent(each -> logprobs += each.chosen());
                        chosen++;
                    }
                    case Finished(var _, var rest, var _) -> {
                        text.append(rest);
                        said.append(text).append('\n');
                        return text.toString();
                    }
                }
            }
        }

        double logprob() {
            return logprobs / Math.max(1, chosen);
        }

        int[] tokens() {
            return model.tokenizer().encode(said.toString(), Specials.TEXT);
        }
    }
}
