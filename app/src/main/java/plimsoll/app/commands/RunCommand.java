package plimsoll.app.commands;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.Voice.Answer;
import plimsoll.app.models.FindModel;

/// `plimsoll run`: one answer of a model, or a talk with it.
@Command(
        name = "run",
        description = {
            "Answer a prompt with a model, or talk to it.",
            "",
            "With PROMPT, or with a prompt on standard input, standard output gets the generated text alone, and one",
            "line break: a chat model's answer, or, from a model without chat template, what follows the prompt. The",
            "prompt itself is not repeated. Without either, a talk begins; /help tells what it knows.",
            "",
            "A model on a hub comes from $PLIMSOLL_URL (with $PLIMSOLL_TOKEN), or else from $HF_ENDPOINT or",
            "huggingface.co (with $HF_TOKEN), and is kept in $PLIMSOLL_MODELS (~/.cache/plimsoll/models)."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:reading or bringing the model failed",
            "2:wrong use, a model that cannot be run here, or a prompt that it does not take",
            "3:no hub answers",
            "4:the hub does not give this model to you",
            "5:no such model"
        })
public final class RunCommand implements Callable<Integer> {
    /// Of a prompt on standard input: beyond any context.
    private static final int MOST_PROMPT_BYTES = 16 << 20;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A GGUF file, a folder with config.json and safetensors, or NAMESPACE/NAME[:TYPE] on a hub.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PROMPT", description = "What the model is to answer.")
    private @Nullable String prompt;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "TEXT",
            description = "What a chat model is told before everything else.")
    private String system = "";

    @Option(names = "--raw", description = "Continue the prompt, even if the model has a chat template.")
    private boolean raw;

    @Option(
            names = {"-c", "--context"},
            paramLabel = "N",
            description = "Tokens of prompt and answer together at most (default: 8192, or what the model takes).")
    private int context = 8192;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--stats", description = "Tell on standard error how fast it was and what memory it takes.")
    private boolean stats;

    /// For picocli.
    public RunCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::run);
    }

    private void run() throws IOException, InterruptedException {
        if (context < 2 || threads < 1) {
            throw new NotAnswered("--context takes 2 or more, --threads 1 or more");
        }
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        boolean talks = prompt == null && terminal && !errand.isJson();
        var said = prompt != null || talks ? prompt : piped();
        try (var voice = Voice.open(find(terminal), context, threads, raw)) {
            if (said == null) {
                new Talk(voice, sampling, system, errand.out(), errand.err()).hold(System.in);
            } else {
                answer(voice, said);
            }
        }
    }

    private Path find(boolean terminal) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("user.home"));
        return new FindModel(System.getenv(), home, new DownloadLine(errand.err(), terminal)).find(name);
    }

    /// A file ends with a line break that its writer did not mean.
    private static String piped() throws IOException {
        var bytes = System.in.readNBytes(MOST_PROMPT_BYTES + 1);
        if (bytes.length > MOST_PROMPT_BYTES) {
            throw new NotAnswered("the prompt on standard input is longer than 16 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n\\z", "");
    }

    private void answer(Voice voice, String said) throws NotAnswered, InterruptedException {
        var tokens = voice.converses()
                ? voice.conversation(Talk.opening(system, said))
                : voice.continuation(system.isEmpty() ? said : system + said);
        var out = errand.out();
        var answer = voice.answer(sampling.request(tokens), piece -> {
            if (!errand.isJson()) {
                out.print(piece);
                out.flush();
            }
        });
        errand.print(map(voice, answer), List.of(""));
        if (stats) {
            errand.err().println(Talk.statistics(voice, answer));
            errand.err().flush();
        }
    }

    private Map<String, Object> map(Voice voice, Answer answer) {
        var map = new LinkedHashMap<String, Object>();
        map.put("model", name);
        map.put("text", answer.text());
        map.put("finishReason", answer.ending());
        map.put("promptTokens", answer.usage().promptTokens());
        map.put("generatedTokens", answer.usage().generatedTokens());
        map.put("loadSeconds", voice.loading().toNanos() / 1e9);
        map.put("firstTokenSeconds", answer.untilFirst().toNanos() / 1e9);
        map.put("tokensPerSecond", answer.tokensPerSecond());
        return map;
    }
}
