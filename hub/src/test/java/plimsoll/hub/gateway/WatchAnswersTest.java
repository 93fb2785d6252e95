package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// Answers on their way while the right to them ends. Turns are taken by hand: the watch's own clock is stopped.
class WatchAnswersTest {
    private static final Declined RECALLED = new Declined(Why.NOT_ALLOWED, "This release was recalled.");
    private static final Declined OTHER = new Declined(Why.BROKEN, "The engine is gone.");
    private static final Said FIRST = ScriptedAnswer.said("The moon ");
    private static final Said SECOND = ScriptedAnswer.said("pulls the sea.");

    private final WatchAnswers watch = new WatchAnswers();
    private Optional<Declined> ended = Optional.empty();

    WatchAnswersTest() {
        watch.close();
    }

    @Test
    void anAnswerGoesOnWhileItMay() throws Exception {
        var inner = new ScriptedAnswer(FIRST, SECOND);
        var answer = watch.over(inner, () -> ended);
        assertSame(FIRST, answer.next());
        watch.turn();
        assertSame(SECOND, answer.next());
        assertEquals(1, watch.size());
        assertEquals(List.of(), inner.cancelled());
    }

    @Test
    void anAnswerIsCutAndForgottenWhenTheRightToItEnds() throws Exception {
        var inner = new ScriptedAnswer(FIRST, SECOND);
        var other = new ScriptedAnswer(FIRST, SECOND);
        var answer = watch.over(inner, () -> ended);
        var going = watch.over(other, Optional::empty);
        assertSame(FIRST, answer.next());
        ended = Optional.of(RECALLED);
        watch.turn();
        assertEquals(List.of(RECALLED.message()), inner.cancelled(), "the model stops before its reader notices");
        assertEquals(1, watch.size());
        assertEquals(new Withdrawn(RECALLED), answer.next());
        assertEquals(new Withdrawn(RECALLED), answer.next());
        watch.turn();
        assertEquals(1, inner.cancelled().size());
        assertSame(FIRST, going.next());
        assertEquals(List.of(), other.cancelled());
    }

    @Test
    void whoeverWaitsForAWordMeanwhileIsToldToo() throws Exception {
        for (var next : List.of(FIRST, ScriptedAnswer.end(Ending.CANCELLED), new Withdrawn(OTHER))) {
            ended = Optional.empty();
            var inner = new ScriptedAnswer(next).meanwhile(() -> {
                ended = Optional.of(RECALLED);
                watch.turn();
            });
            assertEquals(new Withdrawn(RECALLED), watch.over(inner, () -> ended).next());
            assertEquals(0, watch.size());
        }
    }

    @Test
    void whatCannotBeFoundOutIsNotTakenForAYes() throws Exception {
        var inner = new ScriptedAnswer(FIRST, SECOND);
        var answer = watch.over(inner, () -> {
            throw new IllegalStateException("the database does not answer");
        });
        watch.turn();
        var withdrawn = assertInstanceOf(Withdrawn.class, answer.next());
        assertEquals(Why.BROKEN, withdrawn.why().why());
        assertEquals(1, inner.cancelled().size());
        assertEquals(0, watch.size());
    }

    @Test
    void anAnswerThatEndsByItselfIsWatchedNoMore() throws Exception {
        for (var last : List.of(ScriptedAnswer.WHOLE, new Withdrawn(OTHER))) {
            var asked = new AtomicInteger();
            var inner = new ScriptedAnswer(FIRST, last);
            var answer = watch.over(inner, () -> {
                asked.incrementAndGet();
                return Optional.of(RECALLED);
            });
            assertSame(FIRST, answer.next());
            assertSame(last, answer.next());
            assertEquals(0, watch.size());
            watch.turn();
            assertEquals(0, asked.get());
            assertEquals(List.of(), inner.cancelled());
        }
    }

    @Test
    void anAnswerThatItsReaderGivesUpIsForgotten() {
        var inner = new ScriptedAnswer(FIRST);
        var answer = watch.over(inner, () -> Optional.of(RECALLED));
        answer.cancel("nobody reads");
        watch.turn();
        assertEquals(0, watch.size());
        assertEquals(List.of("nobody reads"), inner.cancelled());
    }

    /// A database that does not answer ended the first answer, and its booking threw: the timer never ran again.
    @Test
    void anAnswerThatCannotBeGivenUpInOrderEndsAndTheOthersAreLookedAt() throws Exception {
        var broken = watch.over(new Unbooked(), () -> Optional.of(RECALLED));
        var other = watch.over(new Unbooked(), () -> Optional.of(RECALLED));
        watch.turn();
        assertEquals(new Withdrawn(RECALLED), broken.next());
        assertEquals(new Withdrawn(RECALLED), other.next());
        assertEquals(0, watch.size());
    }

    private static final class Unbooked implements Answer {
        @Override
        public Word next() {
            return FIRST;
        }

        @Override
        public void cancel(String why) {
            throw new IllegalStateException("the database does not answer");
        }
    }

    @Test
    void itLooksByItself() throws Exception {
        var cancelled = new CountDownLatch(1);
        var inner = new Answer() {
            @Override
            public Word next() {
                return FIRST;
            }

            @Override
            public void cancel(String why) {
                cancelled.countDown();
            }
        };
        try (var looking = new WatchAnswers()) {
            var answer = looking.over(inner, () -> Optional.of(RECALLED));
            assertTrue(cancelled.await(20, TimeUnit.SECONDS));
            assertEquals(new Withdrawn(RECALLED), answer.next());
        }
    }
}
