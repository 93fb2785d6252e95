package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.models.FindModel;
import plimsoll.app.wiring.EngineHouse;
import plimsoll.backends.localengine.LocalEngines.Budget;

/// `plimsoll engine serve`: answers OpenAI's clients until it is told to stop.
@Command(
        name = "serve",
        description = {
            "Answer clients of OpenAI's interface at http://HOST:PORT/v1.",
            "",
            "Each model is loaded when it is first asked, and unloaded when another needs its memory. Whoever reaches",
            "the port may ask: there are no keys. Web pages may not, unless --allow-origin names them. /health and",
            "/metrics (Prometheus) stand beside /v1."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:stopped",
            "1:nothing can listen there, or bringing a model failed",
            "2:wrong use",
            "3:no hub answers",
            "4:the hub does not give this model to you",
            "5:no such model"
        })
final class EngineServeCommand implements Callable<Integer> {
    /// Left to the system and to ourselves, of what the machine has.
    private static final double PART_FOR_MODELS = 0.8;

    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Files, folders, or NAMESPACE/NAME[:TYPE] on a hub. Clients name a file without its ending, "
                    + "and a repository as it is named here.")
    private List<String> names = List.of();

    @Option(names = "--host", paramLabel = "H", description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on (default: ${DEFAULT-VALUE}; 0: any free one).")
    private int port = 7080;

    @Option(
            names = {"-c", "--context"},
            paramLabel = "N",
            description = "Tokens of prompt and answer together at most (default: ${DEFAULT-VALUE}).")
    private int context = 8192;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            description = "What all loaded models may take (default: four fifths of the machine's).")
    private long memoryMib = (long) (Voice.memoryBytes() * PART_FOR_MODELS) >> 20;

    @Option(
            names = "--queue",
            paramLabel = "N",
            description =
                    "Questions that may wait for one model; the next is answered 429 (default: ${DEFAULT-VALUE}).")
    private int queue = 64;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "A web page's origin, such as https://chat.example.org, whose scripts may ask; * for all, "
                    + "and so for any page that somebody on this machine looks at. Repeat for more (default: none).")
    private Set<String> origins = Set.of();

    @Override
    public Integer call() {
        return errand.run(this::serve);
    }

    private void serve() throws IOException, InterruptedException {
        if (context < 2 || threads < 1 || memoryMib < 1 || queue < 0 || port < 0 || port > 65_535) {
            throw new NotAnswered("an option is out of its range; --help tells them");
        }
        var budget = new Budget(memoryMib << 20, context, threads, queue);
        var house = EngineHouse.open(models(), budget, host, port, origins);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            house.close();
            stopped.countDown();
        }));
        errand.out().println("Plimsoll's engine is listening on %s/v1".formatted(house.address()));
        errand.out().flush();
        stopped.await();
    }

    private SequencedMap<String, Path> models() throws IOException, InterruptedException {
        var find = new FindModel(
                System.getenv(), Path.of(System.getProperty("user.home")), new DownloadLine(errand.err(), false));
        var models = new LinkedHashMap<String, Path>();
        for (var name : names) {
            var found = find.find(name);
            var known = Files.exists(Path.of(name))
                    ? String.valueOf(found.toAbsolutePath().normalize().getFileName())
                            .replaceFirst("\\.gguf$", "")
                    : name;
            if (models.put(known, found) != null) {
                throw new NotAnswered("two models would be called '%s'".formatted(known));
            }
        }
        return models;
    }
}
