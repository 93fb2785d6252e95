package plimsoll.hub.gateway;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import plimsoll.domain.guard.Verdict;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// An answer of which nothing is passed on before it was judged, together with what stands before it: some text is held
/// back until there is enough to judge. What is cut off ends there and says so.
final class GuardedAnswer implements Taken.Answer {
    /// Of the text before, as much as was learned from.
    private static final int JUDGED = 2_000;

    private final Taken.Answer inner;
    private final Function<String, Verdict> guard;
    private final int heldBack;
    private final BiConsumer<Verdict, String> judged;
    private final StringBuilder text = new StringBuilder();
    private final ArrayDeque<Said> held = new ArrayDeque<>();
    private final ArrayDeque<Word> passed = new ArrayDeque<>();
    private int heldCharacters;
    // Whoever cancels sets it, on another thread: then what is held is said to nobody, and need not be judged.
    private volatile boolean cancelled;

    /// @param heldBack characters that are gathered before they are judged
    /// @param judged is told the verdict on the whole answer, or on what there was when it was cut off
    GuardedAnswer(
            Taken.Answer inner, Function<String, Verdict> guard, int heldBack, BiConsumer<Verdict, String> judged) {
        this.inner = inner;
        this.guard = guard;
        this.heldBack = heldBack;
        this.judged = judged;
    }

    @Override
    public Word next() throws InterruptedException {
        while (passed.isEmpty()) {
            switch (inner.next()) {
                case Said _ when cancelled -> {}
                case Said said -> {
                    hold(said);
                    if (heldCharacters >= heldBack) {
                        pass(false, new End(Ending.STOP, "", List.of(), new Count(0, 0, 0)));
                    }
                }
                case End end when cancelled -> passed.add(new End(end.ending(), "", List.of(), end.count()));
                case End end -> {
                    text.append(end.rest());
                    heldCharacters += end.rest().length();
                    pass(true, end);
                }
                case Withdrawn withdrawn -> passed.add(withdrawn);
            }
        }
        return passed.remove();
    }

    @Override
    public void cancel(String why) {
        cancelled = true;
        inner.cancel(why);
    }

    private void hold(Said said) {
        held.add(said);
        text.append(said.text());
        heldCharacters += said.text().length();
    }

    private void pass(boolean last, End end) {
        int from = Math.max(0, text.length() - Math.max(JUDGED, heldCharacters));
        var verdict = JudgeCalls.verdict(guard, text.substring(from), end.calls());
        text.append(Call.told(end.calls()));
        if (verdict.stops()) {
            inner.cancel("the guard cut it off");
            judged.accept(verdict, text.toString());
            passed.add(new End(Ending.FILTERED, "", List.of(), end.count()));
            return;
        }
        passed.addAll(held);
        held.clear();
        heldCharacters = 0;
        if (last) {
            judged.accept(verdict, text.toString());
            passed.add(end);
        }
    }
}
