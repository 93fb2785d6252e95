package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plimsoll.app.commands.HubClient.Failure;
import tools.jackson.databind.JsonNode;

/// How a command reaches a hub, and how it says what came of it.
///
/// The token comes from `PLIMSOLL_TOKEN`, or for a hub on this machine from `admin.token` in its data folder. There is
/// no option for it: other users of this machine could read it.
final class Connection {
    private static final String USUAL_URL = "http://127.0.0.1:7070";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The hub (default: $PLIMSOLL_URL, or " + USUAL_URL + ").")
    private String url = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of a hub on this machine, for its admin.token when PLIMSOLL_TOKEN is not set "
                    + "(default: $PLIMSOLL_DATA, or ~/.local/share/plimsoll).")
    private String dataFolder = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /// Does an errand and says what came of it.
    int run(Errand errand) {
        try (var hub = connect()) {
            errand.run(hub);
            return ExitCode.OK;
        } catch (Failure e) {
            err().println("plimsoll: " + e.getMessage());
            return e.exitCode();
        }
    }

    /// Prints JSON where that is wanted, or else lines for people.
    void print(JsonNode answer, String lines) {
        var out = command.commandLine().getOut();
        if (json) {
            out.println(answer.isMissingNode() ? "{}" : answer.toString());
        } else if (!lines.isEmpty()) {
            out.println(lines);
        }
        out.flush();
    }

    /// Prints a text as it is.
    void print(String text) {
        var out = command.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private HubClient connect() throws Failure {
        var text = or(url, "PLIMSOLL_URL", USUAL_URL);
        try {
            var hub = new URI(text.endsWith("/") ? text : text + "/");
            if (hub.getHost() == null
                    || hub.getScheme() == null
                    || !hub.getScheme().startsWith("http")) {
                throw new Failure(ExitCode.USAGE, "'%s' is not the address of a hub.".formatted(text));
            }
            var given = Optional.ofNullable(System.getenv("PLIMSOLL_TOKEN")).filter(token -> !token.isBlank());
            return new HubClient(hub, given.isPresent() ? given.get().strip() : localToken(hub));
        } catch (URISyntaxException _) {
            throw new Failure(ExitCode.USAGE, "'%s' is not the address of a hub.".formatted(text));
        }
    }

    private String localToken(URI hub) throws Failure {
        var usual = Path.of(System.getProperty("user.home"), ".local/share/plimsoll");
        var file = Path.of(or(dataFolder, "PLIMSOLL_DATA", usual.toString())).resolve("admin.token");
        try {
            // Never to another machine, whoever set the address.
            return isLocal(hub.getHost()) && Files.exists(file)
                    ? Files.readString(file).strip()
                    : "";
        } catch (IOException e) {
            throw new Failure(ExitCode.NOT_ALLOWED, "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static String or(String option, String variable, String otherwise) {
        if (!option.isEmpty()) {
            return option;
        }
        var value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }

    /// What a command does with a hub.
    interface Errand {
        void run(HubClient hub) throws Failure;
    }
}
