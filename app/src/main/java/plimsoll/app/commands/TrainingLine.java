package plimsoll.app.commands;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import plimsoll.engine.training.Training;
import plimsoll.engine.training.Watcher;

/// Tells how far a training is: a bar, the loss, tokens per second, the time left. On a terminal in one line that
/// changes, elsewhere in a line now and then.
final class TrainingLine implements Watcher {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(15);
    private static final int BAR = 24;
    private static final double MEMORY = 0.95;

    private final PrintWriter err;
    private final boolean terminal;
    private final int before;
    private final AtomicBoolean stopped;
    private final long begun = System.nanoTime();
    private long told = begun;
    private long tokens;
    private double loss = Double.NaN;

    /// A line for a training, which Ctrl-C stops from now on.
    static TrainingLine of(Training training, PrintWriter err) {
        var stopped = new AtomicBoolean();
        Interrupts.on(() -> stopped.set(true));
        err.println("%,d parameters, %,d conversations".formatted(training.parameters(), training.samples()));
        boolean isTerminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new TrainingLine(err, isTerminal, training.stepsDone(), stopped);
    }

    /// @param before steps that were done in earlier runs
    private TrainingLine(PrintWriter err, boolean terminal, int before, AtomicBoolean stopped) {
        this.err = err;
        this.terminal = terminal;
        this.before = before;
        this.stopped = stopped;
    }

    @Override
    public void stepped(int step, int steps, double stepLoss, int stepTokens) {
        tokens += stepTokens;
        loss = Double.isNaN(loss) ? stepLoss : MEMORY * loss + (1 - MEMORY) * stepLoss;
        long now = System.nanoTime();
        if (step == steps || now - told >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            told = now;
            tell(step, steps, (now - begun) / 1e9);
        }
    }

    private void tell(int step, int steps, double seconds) {
        int full = (int) ((long) BAR * step / steps);
        long left = Math.round(seconds / (step - before) * (steps - step));
        var line = String.format(
                Locale.ROOT,
                "[%s%s] step %d/%d  loss %.4f  %,.0f tokens/s  %d:%02d left",
                "#".repeat(full),
                ".".repeat(BAR - full),
                step,
                steps,
                loss,
                tokens / seconds,
                left / 60,
                left % 60);
        if (terminal) {
            err.print("\r" + line + "  ");
        } else {
            err.println(line);
        }
        err.flush();
    }

    /// Trains; true when it came to the end.
    boolean watch(Training training) throws IOException {
        boolean done = training.run(this);
        if (terminal) {
            err.println();
            err.flush();
        }
        return done;
    }

    @Override
    public boolean stops() {
        return stopped.get();
    }

    /// The running mean of the loss; 0 when no step was left to do.
    double loss() {
        return Double.isNaN(loss) ? 0 : loss;
    }
}
