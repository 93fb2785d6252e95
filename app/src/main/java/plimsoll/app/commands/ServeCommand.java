package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.wiring.House;

/// `plimsoll serve`: runs a hub until it is told to stop.
@Command(
        name = "serve",
        description = "Run a hub.",
        footer = {
            "",
            "Every setting can also stand in DIR/plimsoll.conf (name = value) or in the environment (PLIMSOLL_NAME):",
            "host, port, public-url, registration (closed, invitation, open), database (jdbc:postgresql://...),",
            "multipart-from, part-size, oauth-redirects (origins of web apps that may sign people in), keys, log-origin,",
            "key-passphrase-file (key-passphrase in the environment only), bare (true: a new hub begins empty),",
            "rate-limits (off, on, or requests in five minutes to the API, for files, for pages: 500 3000 100)."
        })
public final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: ~/.local/share/plimsoll).")
    private @Nullable Path data;

    @Option(names = "--host", paramLabel = "H", description = "The address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on (default: 7070; 0: any free one).")
    private @Nullable String port;

    @Option(names = "--bare", description = "Let a new hub begin empty, without the models that come with it.")
    private boolean bare;

    private final PrintStream out;
    private final PrintStream err;

    /// A command that prints to these.
    public ServeCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings;
        try {
            settings = Settings.gather(given(), System.getenv(), Path.of(System.getProperty("user.home")));
        } catch (BadSetting e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        return switch (House.open(settings)) {
            case House.Opening.Failed(var reason) -> {
                err.println(reason);
                yield ExitCode.FAILED;
            }
            case House.Opening.Opened(var house) -> {
                var stopped = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    house.close();
                    stopped.countDown();
                }));
                house.greeting().forEach(out::println);
                out.println("Plimsoll is listening on " + house.address());
                stopped.await();
                yield ExitCode.OK;
            }
        };
    }

    private Map<Setting, String> given() {
        var given = new EnumMap<Setting, String>(Setting.class);
        put(given, Setting.DATA, data);
        put(given, Setting.HOST, host);
        put(given, Setting.PORT, port);
        put(given, Setting.BARE, bare ? "true" : null);
        return given;
    }

    private static void put(Map<Setting, String> given, Setting setting, @Nullable Object value) {
        if (value != null) {
            given.put(setting, value.toString());
        }
    }
}
