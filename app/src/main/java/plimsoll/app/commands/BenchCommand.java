package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.Voice.Answer;
import plimsoll.app.models.FindModel;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.sampling.LogitsStep;
import plimsoll.engine.sampling.Sampling;

/// `plimsoll bench`: how fast a model reads and writes here.
@Command(
        name = "bench",
        description = {
            "Measure how fast a model reads a prompt and writes an answer on this machine.",
            "",
            "Medians of some rounds after one to warm up, each with a prompt of its own. Beside them the speed at which",
            "the machine reads memory: a model alone cannot write faster than that, divided by the size of its weights."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:reading or bringing the model failed",
            "2:wrong use, or a model that cannot be run here",
            "3:no hub answers",
            "4:the hub does not give this model to you",
            "5:no such model"
        })
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(
            paramLabel = "MODEL",
            description = "A GGUF file, a folder with config.json and safetensors, or NAMESPACE/NAME[:TYPE] on a hub.")
    private String name = "";

    @Option(names = "--prompt-tokens", paramLabel = "N", description = "Tokens read (default: ${DEFAULT-VALUE}).")
    private int read = 512;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens written (default: ${DEFAULT-VALUE}).")
    private int written = 64;

    @Option(names = "--rounds", paramLabel = "N", description = "How often (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    /// For picocli.
    public BenchCommand() {}

    @Override
    public Integer call() {
        return errand.run(this::run);
    }

    private void run() throws IOException, InterruptedException {
        if (read < 1 || written < 2 || rounds < 1 || threads < 1) {
            throw new NotAnswered("rounds, threads and tokens are at least 1, those written 2");
        }
        var home = Path.of(System.getProperty("user.home"));
        var file = new FindModel(System.getenv(), home, new DownloadLine(errand.err(), false)).find(name);
        try (var voice = Voice.open(file, read + written, threads, true)) {
            int positions = voice.model().positions();
            if (positions < read + written) {
                throw new NotAnswered("this model takes %d tokens in all: --prompt-tokens and --tokens have to be less"
                        .formatted(positions));
            }
            var first = answer(voice, 0);
            var reading = new ArrayList<Double>();
            var writing = new ArrayList<Double>();
            for (int round = 1; round <= rounds; round++) {
                var answer = answer(voice, round);
                reading.add(readPerSecond(answer));
                writing.add(answer.tokensPerSecond());
            }
            report(voice, first, median(reading), median(writing));
        }
    }

    /// Every round reads other tokens, so that none finds its prompt remembered; and no token ends the answer.
    private Answer answer(Voice voice, int round) throws NotAnswered, InterruptedException {
        var vocabulary = voice.model().tokenizer().vocabulary();
        var ids = new int[read];
        for (int i = 0; i < read; i++) {
            ids[i] = Math.floorMod(round * 31 + i * 7 + 3, vocabulary.size());
        }
        LogitsStep endless = (_, logits) -> {
            for (int token = 0; token < vocabulary.size(); token++) {
                if (vocabulary.endsGeneration(token)) {
                    logits[token] = Float.NEGATIVE_INFINITY;
                }
            }
        };
        return voice.answer(
                new Request(
                        Tokens.of(ids),
                        Sampling.greedy(),
                        Optional.empty(),
                        List.of(),
                        written,
                        List.of(endless),
                        Optional.empty(),
                        "",
                        Optional.empty()),
                _ -> {});
    }

    private static double readPerSecond(Answer answer) {
        return answer.usage().promptTokens() / (answer.untilFirst().toNanos() / 1e9);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void report(Voice voice, Answer first, double reading, double writing) throws InterruptedException {
        var need = voice.model().need(1);
        double bandwidth = ReadBandwidth.measure(threads);
        var map = new LinkedHashMap<String, Object>();
        map.put("model", name);
        map.put("engine", voice.description());
        map.put("promptTokens", read);
        map.put("generatedTokens", written);
        map.put("rounds", rounds);
        map.put("prefillTokensPerSecond", reading);
        map.put("decodeTokensPerSecond", writing);
        map.put("loadSeconds", voice.loading().toNanos() / 1e9);
        map.put("coldFirstTokenSeconds", first.untilFirst().toNanos() / 1e9);
        map.put("weightBytes", need.weightBytes());
        map.put("cacheBytes", need.cacheBytes());
        map.put("readBytesPerSecond", bandwidth);
        map.put("decodeShareOfBandwidth", writing * need.weightBytes() / bandwidth);
        var lines = new ArrayList<>(lines(map, need.toString()));
        lines.add(String.format(
                Locale.ROOT,
                "bandwidth  %.1f GB/s read by the machine; decoding reads weights at %.0f %% of it",
                bandwidth / 1e9,
                writing * need.weightBytes() / bandwidth * 100));
        errand.print(map, lines);
    }

    private static List<String> lines(Map<String, Object> map, String need) {
        return List.of(
                "engine     " + map.get("engine"),
                line("prefill    %,.1f tokens/s (%d tokens)", map, "prefillTokensPerSecond", "promptTokens"),
                line("decode     %,.1f tokens/s (%d tokens)", map, "decodeTokensPerSecond", "generatedTokens"),
                line("load       %.2f s, first token cold after %.2f s", map, "loadSeconds", "coldFirstTokenSeconds"),
                "memory     " + need);
    }

    private static String line(String format, Map<String, Object> map, String one, String other) {
        return String.format(Locale.ROOT, format, map.get(one), map.get(other));
    }
}
