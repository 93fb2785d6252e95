package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.models.ScratchFolder;
import plimsoll.app.wiring.House;

/// `plimsoll train-start`: what the launcher runs once after a build, so that the JVM learns which classes a start
/// needs (JEP 514). It starts a hub of its own on a temporary folder, asks it for pages, and stops.
@Command(name = "train-start", hidden = true, description = "Prepare a faster start; the launcher calls this.")
public final class TrainStartCommand implements Callable<Integer> {
    private static final List<String> PAGES =
            List.of("/", "/models", "/login", "/api/models", "/api/whoami-v2", "/nobody/nothing", "/healthz");

    private final PrintStream err;

    /// A command that reports to `err`.
    public TrainStartCommand(PrintStream err) {
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, BadSetting {
        try (var scratch = ScratchFolder.named("plimsoll-train")) {
            var folder = scratch.path();
            var settings = Settings.gather(
                    Map.of(Setting.DATA, folder.toString(), Setting.PORT, "0", Setting.BARE, "true"), Map.of(), folder);
            return switch (House.open(settings)) {
                case House.Opening.Failed(var reason) -> {
                    err.println(reason);
                    yield ExitCode.FAILED;
                }
                case House.Opening.Opened(var house) -> {
                    try (house) {
                        visit(house.address());
                    }
                    yield ExitCode.OK;
                }
            };
        }
    }

    private static void visit(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var page : PAGES) {
                client.send(
                        HttpRequest.newBuilder(URI.create(address + page))
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.discarding());
            }
        }
    }
}
