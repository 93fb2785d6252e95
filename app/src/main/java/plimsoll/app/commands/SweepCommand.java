package plimsoll.app.commands;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plimsoll.app.commands.HubClient.Failure;
import tools.jackson.databind.JsonNode;

/// Sweeps a hub's store, for its admins: says what would go, and with `--remove` has it go.
@Command(
        name = "sweep",
        description = {
            "Show what nobody needs any more and is older than its grace: files that were sent and never committed,",
            "files that no ref reaches, chunks of no file, old packs. With --remove it goes, and the command waits until",
            "it is gone; a hub does so by itself once a day."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:the hub failed",
            "2:wrong use, or a value the hub does not take",
            "3:no hub answers",
            "4:not allowed: no token, a wrong one, or one of somebody who may not"
        })
public final class SweepCommand implements Callable<Integer> {
    private static final Set<String> UNDER_WAY = Set.of("waiting", "running");
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--remove", description = "Remove it.")
    private boolean remove;

    /// For picocli.
    public SweepCommand() {}

    @Override
    public Integer call() {
        return connection.run(hub -> {
            var swept = remove ? swept(hub) : hub.get("api/plimsoll/sweep");
            connection.print(swept, Words.row(swept, "blobs", "bytes", "leftovers", "uploads", "links", "unreached"));
        });
    }

    // The hub sweeps by itself once it was told to: who stops this command does not stop it.
    private static JsonNode swept(HubClient hub) throws Failure {
        var round = hub.send("POST", "api/plimsoll/sweep");
        while (UNDER_WAY.contains(round.path("state").asString(""))) {
            pause();
            round = hub.get("api/plimsoll/sweep/round");
        }
        if (!round.path("state").asString("").equals("done")) {
            throw new Failure(
                    ExitCode.FAILED,
                    "The round ended early: %s".formatted(round.path("error").asString("")));
        }
        return round.path("last");
    }

    private static void pause() throws Failure {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted; the hub goes on.");
        }
    }
}
