package plimsoll.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sweeps a hub's store, for its admins: says what would go, and with `--remove` has it go.
@Command(
        name = "sweep",
        description = {
            "Show what nobody needs any more and is older than its grace: files that were sent and never committed,",
            "files that no ref reaches, chunks of no file, old packs. With --remove it goes; a hub does so by itself",
            "once a day."
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
    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--remove", description = "Remove it.")
    private boolean remove;

    /// For picocli.
    public SweepCommand() {}

    @Override
    public Integer call() {
        return connection.run(hub -> {
            var swept = hub.send(remove ? "POST" : "GET", "api/plimsoll/sweep");
            connection.print(swept, Words.row(swept, "blobs", "bytes", "leftovers", "uploads", "links", "unreached"));
        });
    }
}
