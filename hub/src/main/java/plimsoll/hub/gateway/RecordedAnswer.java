package plimsoll.hub.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// An answer that tells once what was said, when it ends or nobody wants it any more. It stands behind the guard, so
/// what that cut off is not among it.
final class RecordedAnswer implements Answer {
    private final Answer inner;
    private final BiConsumer<String, String> told;
    // Whoever cancels reads it, on another thread.
    private final StringBuilder text = new StringBuilder();
    private final AtomicBoolean done = new AtomicBoolean();

    /// @param told what was said, and how it ended
    RecordedAnswer(Answer inner, BiConsumer<String, String> told) {
        this.inner = inner;
        this.told = told;
    }

    @Override
    public Word next() throws InterruptedException {
        var word = inner.next();
        switch (word) {
            case Said said -> add(said.text());
            case End end -> {
                add(end.rest());
                add(Call.told(end.calls()));
                tell(end.ending().name());
            }
            case Withdrawn _ -> tell(Word.Ending.CANCELLED.name());
        }
        return word;
    }

    @Override
    public void cancel(String why) {
        inner.cancel(why);
        tell(Word.Ending.CANCELLED.name());
    }

    private synchronized void add(String more) {
        text.append(more);
    }

    private synchronized String said() {
        return text.toString();
    }

    private void tell(String ending) {
        if (done.compareAndSet(false, true)) {
            told.accept(said(), ending);
        }
    }
}
