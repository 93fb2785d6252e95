package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Scores;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;

/// Answers before a guard that stops every text with the word harm in it.
class GuardedAnswerTest {
    private static final int HELD_BACK = 10;
    private static final Call WRITE = new Call("write", "{\"path\": \"a\", \"text\": \"all of this would do harm\"}");
    private static final Call CLOCK = new Call("clock", "{}");

    private final List<String> asked = new ArrayList<>();
    private final List<String> judged = new ArrayList<>();

    @Test
    void nothingIsPassedOnBeforeItWasJudged() throws Exception {
        var inner = new ScriptedAnswer(
                ScriptedAnswer.said("The moon "), ScriptedAnswer.said("pulls. "), ScriptedAnswer.said("harm"), end());
        var answer = guarded(inner);
        assertEquals(ScriptedAnswer.said("The moon "), answer.next());
        assertEquals(List.of("The moon pulls. "), asked);
        assertEquals(ScriptedAnswer.said("pulls. "), answer.next());
        assertEquals(Ending.FILTERED, assertInstanceOf(End.class, answer.next()).ending());
        assertEquals(1, inner.cancelled().size());
        assertEquals(List.of("true The moon pulls. harm"), judged);
    }

    @Test
    void aCallIsJudgedByWhatItSays() throws Exception {
        var end = end(CLOCK, new Call("say", "{\"text\": \"it will soon be noon\"}"));
        var answer = guarded(new ScriptedAnswer(end));
        assertSame(end, answer.next());
        assertEquals(List.of("", "it will soon be noon"), asked);
    }

    @Test
    void aCallThatSaysHarmIsNotPassedOnNorWhatIsHeldBesideIt() throws Exception {
        var answer = guarded(new ScriptedAnswer(ScriptedAnswer.said("See:"), end(WRITE)));
        var end = assertInstanceOf(End.class, answer.next());
        assertEquals(Ending.FILTERED, end.ending());
        assertEquals(List.of(), end.calls());
    }

    /// When it comes back in a conversation, it is known by that.
    @Test
    void whatWasSaidAndCalledIsToldAsTheMessageThatItWillBe() throws Exception {
        var answer = guarded(new ScriptedAnswer(ScriptedAnswer.said("See:"), end(CLOCK)));
        answer.next();
        answer.next();
        var back = new Message("assistant", "See:", List.of(CLOCK), "{}");
        assertEquals(List.of("false " + back.whole()), judged);
    }

    /// Only the last two thousand characters were judged, whatever came at once.
    @Test
    void theBeginningOfWhatComesAtOnceIsJudgedHoweverLongItIs() throws Exception {
        var rest = "harm" + " and sea".repeat(1_000);
        var said = guarded(new ScriptedAnswer(new End(Ending.STOP, rest, List.of(), ScriptedAnswer.COUNT)));
        assertEquals(Ending.FILTERED, assertInstanceOf(End.class, said.next()).ending());
        var called = guarded(new ScriptedAnswer(end(new Call("write", "{\"text\": \"%s\"}".formatted(rest)))));
        assertEquals(Ending.FILTERED, assertInstanceOf(End.class, called.next()).ending());
    }

    @Test
    void whatWasCancelledIsNotJudged() throws Exception {
        var inner = new ScriptedAnswer(ScriptedAnswer.said("harm, and more of it"));
        var answer = guarded(inner);
        inner.meanwhile(() -> answer.cancel("nobody reads"));
        assertEquals(ScriptedAnswer.end(Ending.CANCELLED), answer.next());
        assertEquals("nobody reads", inner.cancelled().getFirst());
        assertEquals(List.of(), asked);
    }

    private static End end(Call... calls) {
        return new End(calls.length == 0 ? Ending.STOP : Ending.CALLS, "", List.of(calls), ScriptedAnswer.COUNT);
    }

    private GuardedAnswer guarded(ScriptedAnswer inner) {
        return new GuardedAnswer(
                inner, this::verdict, HELD_BACK, (verdict, text) -> judged.add(verdict.stops() + " " + text));
    }

    private Verdict verdict(String text) {
        asked.add(text);
        return new Verdict(
                Side.ANSWER,
                new Scores(text.contains("harm") ? 1 : 0, Map.of(), 0, 0),
                List.of(),
                Sha256.of(Bytes.copyOf(new byte[0])),
                new Policy("1", 0.5, 0.5, 0.5, 1));
    }
}
