package plimsoll.app;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// What the hub says while it runs: one line for each event, on standard error, warnings only of the libraries.
final class LogLines {
    // Held here, because java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger OURS = Logger.getLogger("plimsoll");

    private LogLines() {}

    static void install() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        var root = LogManager.getLogManager().getLogger("");
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
    }
}
