package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.mini.DataFolder;
import plimsoll.app.mini.Evaluation;
import plimsoll.app.mini.Evaluation.Score;
import plimsoll.app.mini.Message;
import plimsoll.app.models.FindModel;
import plimsoll.engine.batching.Request;
import plimsoll.engine.json.Json;
import plimsoll.engine.sampling.Sampling;

/// `plimsoll mini evaluate`: how often a model answers right what it was not trained on.
@Command(
        name = "evaluate",
        description = {
            "Ask a model the held-out conversations of the grammar, and count the right answers.",
            "",
            "It always says the most likely token, so the same model gives the same figures."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:reading or bringing the model failed",
            "2:wrong use, or a model that cannot converse here",
            "5:no such model, or no such file"
        })
public final class MiniEvaluateCommand implements Callable<Integer> {
    private static final int CONTEXT = DataFolder.CONTEXT_TOKENS;

    /// Longer than any answer of the grammar.
    private static final int ANSWER_TOKENS = 128;

    private static final long MOST_QUESTION_BYTES = 1 << 20;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(
            paramLabel = "MODEL",
            description = "A model's file or folder, or its name on a hub, as `run` takes it.")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "What `mini data` has written, to ask its held-out part.")
    private @Nullable Path data;

    @Option(
            names = "--unknown",
            paramLabel = "FILE",
            description = "Questions that the model cannot know, one a line: \"I don't know\" is the right answer.")
    private @Nullable Path unknown;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// For picocli.
    public MiniEvaluateCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::run);
    }

    private void run() throws IOException, InterruptedException {
        if (threads < 1 || (data == null && unknown == null)) {
            throw new NotAnswered("--data or --unknown says what to ask, and --threads is at least 1");
        }
        var home = Path.of(System.getProperty("user.home"));
        var model = new FindModel(System.getenv(), home, new DownloadLine(errand.err(), false)).find(name);
        try (var voice = Voice.open(model, CONTEXT, threads, false)) {
            if (!voice.converses()) {
                throw new NotAnswered("this model has no chat template");
            }
            var evaluation = new Evaluation(conversation -> answer(voice, conversation));
            var scores = new LinkedHashMap<String, Score>();
            if (data != null) {
                heldOut(evaluation, new DataFolder(data), scores);
            }
            if (unknown != null) {
                scores.put("unknown questions of " + unknown.getFileName(), evaluation.ofUnknown(questions(unknown)));
            }
            var answer = new LinkedHashMap<String, Object>();
            answer.put("model", name);
            answer.put("scores", scores);
            errand.print(answer, lines(scores));
        }
    }

    private void heldOut(Evaluation evaluation, DataFolder folder, Map<String, Score> scores)
            throws IOException, InterruptedException {
        for (var kind : folder.heldOutKinds()) {
            if (Evaluation.marks(kind)) {
                errand.err().println("asking: " + kind);
                errand.err().flush();
                scores.put(kind, evaluation.of(kind, DataFolder.read(folder.heldOut(kind))));
            }
        }
    }

    private static List<String> questions(Path file) throws IOException {
        if (Files.size(file) > MOST_QUESTION_BYTES) {
            throw new NotAnswered(file + " is longer than 1 MiB");
        }
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String answer(Voice voice, List<Message> conversation) throws NotAnswered, InterruptedException {
        var messages = new ArrayList<Json.Members>();
        for (var message : conversation) {
            messages.add(Talk.message(message.role(), message.content()));
        }
        var request = Request.of(voice.conversation(messages), Sampling.greedy(), ANSWER_TOKENS);
        return voice.answer(request, _ -> {}).text();
    }

    private static List<String> lines(Map<String, Score> scores) {
        var lines = new ArrayList<String>();
        scores.forEach((kind, score) -> {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s %5.1f %%  (%d of %d; %d to the letter)",
                    kind,
                    100 * score.accuracy(),
                    score.right(),
                    score.asked(),
                    score.exact()));
            score.misses()
                    .forEach(miss -> lines.add(
                            "             %s -> %s".formatted(oneLine(miss.question()), oneLine(miss.answer()))));
        });
        return lines;
    }

    private static String oneLine(String text) {
        var line = text.replace('\n', ' ');
        return line.length() > 200 ? "..." + line.substring(line.length() - 200) : line;
    }
}
