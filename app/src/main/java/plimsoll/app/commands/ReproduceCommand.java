package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.config.Version;
import plimsoll.app.mini.MiniSources;
import plimsoll.app.models.NotFetched;
import plimsoll.app.models.PublishedTraining;
import plimsoll.app.models.ScratchFolder;
import plimsoll.domain.content.Sha256;
import plimsoll.engine.training.Recipe;
import plimsoll.engine.training.Training;

/// `plimsoll reproduce`: trains a published model again and tells whether the same weights come of it.
@Command(
        name = "reproduce",
        description = {
            "Train a published model again from its published recipe, data and tokenizer, and tell whether the weights",
            "are the same bytes.",
            "",
            "The hub is $PLIMSOLL_URL. With $PLIMSOLL_TOKEN the result becomes an entry of its public log, and stands"
                    + " on",
            "the model's release page. Ctrl-C stops with a checkpoint; the same command with the same --output goes on."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:the same bytes",
            "1:reading, bringing or writing failed, or what is published is not what the training's log says",
            "2:wrong use, or a training that cannot be done again here",
            "3:no hub answers",
            "4:the hub does not give this model to you",
            "5:no such model, or a part of it is not published",
            "6:trained, and other bytes came of it"
        })
public final class ReproduceCommand implements Callable<Integer> {
    @Mixin
    private ModelErrand errand = new ModelErrand();

    @Parameters(paramLabel = "REPO", description = "NAMESPACE/NAME of a model.")
    private String repository = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where what is brought and trained goes, and stays (default: a folder that is removed).")
    private @Nullable Path output;

    @Option(names = "--no-record", description = "Do not tell the hub what came of it.")
    private boolean unrecorded;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    private boolean other;

    /// For picocli.
    public ReproduceCommand() {}

    @Override
    public Integer call() {
        int code = errand.run(this::run);
        return code == ExitCode.OK && other ? ExitCode.CONFLICT : code;
    }

    private void run() throws IOException, InterruptedException {
        if (threads < 1) {
            throw new NotAnswered("there is at least 1 thread");
        }
        if (output != null) {
            reproduce(output);
            return;
        }
        try (var folder = ScratchFolder.named("plimsoll-reproduce")) {
            reproduce(folder.path());
        }
    }

    private void reproduce(Path folder) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("user.home"));
        var published = PublishedTraining.of(
                System.getenv(), home, repository, folder.resolve("published"), new DownloadLine(errand.err(), false));
        var brought = published.bring(MiniSources.all());
        var trained = folder.resolve("trained");
        try (var training = Training.open(Recipe.read(brought.recipe()), trained, threads, true)) {
            if (!TrainingLine.of(training, errand.err()).watch(training)) {
                throw new NotAnswered("stopped before the end; nothing can be said yet");
            }
        }
        var weights = PublishedTraining.hash(trained.resolve("model.safetensors"));
        other = !weights.equals(brought.weights());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("repository", repository);
        answer.put("commit", brought.commit());
        answer.put("published", brought.weights().hex());
        answer.put("trained", weights.hex());
        answer.put("same", !other);
        answer.put("code", brought.code());
        var lines = new ArrayList<>(List.of(
                other
                        ? "%s: OTHER bytes came of training again".formatted(repository)
                        : repository + ": the same bytes",
                "  published  " + brought.weights().hex(),
                "  trained    " + weights.hex()));
        lines.add("  " + code(brought.code()));
        lines.add("  " + record(published, brought, weights, answer));
        errand.print(answer, lines);
    }

    private static String code(PublishedTraining.Code code) {
        if (!code.isThere()) {
            return "no source code is published beside it";
        }
        return code.differing().isEmpty()
                ? "by the published source code, which is this build's"
                : "%d files of the published source code are not this build's, as %s"
                        .formatted(code.differing().size(), code.differing().getFirst());
    }

    private String record(
            PublishedTraining published, PublishedTraining.Brought brought, Sha256 weights, Map<String, Object> answer)
            throws IOException, InterruptedException {
        if (unrecorded) {
            return "not recorded";
        }
        try {
            var told = published.record(brought, weights, Version.SOFTWARE);
            told.ifPresent(entry -> answer.put("entry", entry.path("entry").asLong()));
            return told.map(entry -> "entry %d of the hub's log"
                            .formatted(entry.path("entry").asLong()))
                    .orElse("not recorded: set PLIMSOLL_TOKEN to tell the hub");
        } catch (NotFetched refused) {
            return "not recorded: " + refused.getMessage();
        }
    }
}
