package plimsoll.engine.batching;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;

/// An answer on its way. Its events wait here for whoever reads them; there are never more than the tokens asked for.
///
/// One thread reads, any thread cancels.
public final class Generation implements Admission {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile @Nullable String cancelled;

    Generation() {}

    /// The next event; waits for it. After [Finished] there is none: do not ask again.
    ///
    /// @throws InterruptedException when the thread is interrupted while it waits
    public Event next() throws InterruptedException {
        return events.take();
    }

    /// Ends the answer before the next token.
    public void cancel(String why) {
        cancelled = why;
    }

    /// The whole text; waits for the end.
    ///
    /// @throws InterruptedException when the thread is interrupted while it waits
    public String text() throws InterruptedException {
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case Piece(var _, var piece, var _) -> text.append(piece);
                case Finished(var _, var rest, var _) -> {
                    return text.append(rest).toString();
                }
            }
        }
    }

    @Nullable
    String whyCancelled() {
        return cancelled;
    }

    void emit(Event event) {
        events.add(event);
    }
}
