package plimsoll.app.commands;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import plimsoll.app.models.Progress;

/// Tells how far a download is: on a terminal in one line that changes, elsewhere in a line now and then.
final class DownloadLine implements Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    private final PrintWriter err;
    private final boolean terminal;
    private long told = System.nanoTime();

    DownloadLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void reached(String path, long bytes, long ofBytes) {
        boolean whole = bytes == ofBytes;
        if (!whole && System.nanoTime() - told < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        told = System.nanoTime();
        var line = String.format(
                Locale.ROOT,
                "%s: %,d of %,d MiB (%d %%)",
                path.replaceAll("\\p{Cntrl}", " "),
                bytes >> 20,
                ofBytes >> 20,
                ofBytes == 0 ? 100 : bytes * 100 / ofBytes);
        if (terminal) {
            err.print("\r" + line + (whole ? "\n" : ""));
        } else {
            err.println(line);
        }
        err.flush();
    }
}
