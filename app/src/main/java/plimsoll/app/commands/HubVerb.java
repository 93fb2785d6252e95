package plimsoll.app.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import plimsoll.app.commands.HubClient.Failure;
import tools.jackson.databind.JsonNode;

/// A command that does an errand at a running hub: it has the options of a [Connection], and every such command ends
/// with the same exit codes.
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:the hub failed",
            "2:wrong use, or a value the hub does not take",
            "3:no hub answers",
            "4:not allowed: no token, a wrong one, or one of somebody who may not",
            "5:no such account, token, organisation or repository",
            "6:conflict: the name is taken, or nobody would be left as admin"
        })
abstract class HubVerb implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Override
    public final Integer call() {
        return connection.run(this::run);
    }

    /// Does it.
    abstract void run(HubClient hub) throws Failure;

    /// Prints JSON where that is wanted, or else lines for people.
    final void print(JsonNode answer, String lines) {
        connection.print(answer, lines);
    }
}
