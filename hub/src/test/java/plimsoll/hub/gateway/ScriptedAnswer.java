package plimsoll.hub.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;

/// An answer that is known beforehand, and remembers why it was cancelled: then it has nothing more to say.
final class ScriptedAnswer implements Answer {
    static final Count COUNT = new Count(3, 0, 5);
    static final End WHOLE = end(Ending.STOP);

    private final Deque<Word> words;
    private final List<String> cancelled = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    ScriptedAnswer(Word... words) {
        this.words = new ArrayDeque<>(List.of(words));
    }

    static Said said(String text) {
        return new Said(text, Optional.empty());
    }

    static End end(Ending ending) {
        return new End(ending, "", List.of(), COUNT);
    }

    /// What happens while a word is on its way to its reader.
    ScriptedAnswer meanwhile(Runnable happens) {
        meanwhile = happens;
        return this;
    }

    List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    @Override
    public Word next() {
        var word = cancelled.isEmpty() ? words.remove() : end(Ending.CANCELLED);
        meanwhile.run();
        return word;
    }

    @Override
    public void cancel(String why) {
        cancelled.add(why);
    }
}
