package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.Withdrawn;

/// What somebody who does not know whom they ask is told.
class BlindAnswerTest {
    private static final Duration PAUSE = Duration.ofSeconds(7);
    private static final String NAMED = "The model 'lab/m' was recalled.";

    @Test
    void whatAModelSaysIsPassedOnAsItIs() throws Exception {
        var said = ScriptedAnswer.said("Mix flour and water.");
        var blind = new BlindAnswer(new ScriptedAnswer(said, ScriptedAnswer.WHOLE));
        assertSame(said, blind.next());
        assertSame(ScriptedAnswer.WHOLE, blind.next());
    }

    @Test
    void whyAnAnswerEndsEarlyDoesNotNameTheModel() throws Exception {
        var why = new Declined(Why.NOT_ALLOWED, NAMED, PAUSE);
        var told = new BlindAnswer(new ScriptedAnswer(new Withdrawn(why))).next();
        assertEquals(new Withdrawn(BlindAnswer.nameless(why)), told);
        assertFalse(told.toString().contains("lab/m"), told.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Why.class,
            names = {"NOBODY", "SUSPENDED", "THROTTLED", "OVER_BUDGET", "GUARDED", "UNGUARDED"})
    void whatConcernsWhoeverAsksTheyAreTold(Why why) {
        var declined = new Declined(why, "This account is suspended until Friday.", PAUSE);
        assertSame(declined, BlindAnswer.nameless(declined));
    }

    @ParameterizedTest
    @EnumSource(
            value = Why.class,
            mode = Mode.EXCLUDE,
            names = {"NOBODY", "SUSPENDED", "THROTTLED", "OVER_BUDGET", "GUARDED", "UNGUARDED"})
    void whatConcernsTheModelIsSaidOfAnyOneAlike(Why why) {
        var nameless = BlindAnswer.nameless(new Declined(why, NAMED, PAUSE));
        assertEquals(BlindAnswer.nameless(new Declined(why, "lab/other cannot be loaded", PAUSE)), nameless);
        assertFalse(nameless.message().contains("lab/m"), nameless.message());
        assertEquals(why, nameless.why());
        assertEquals(PAUSE, nameless.pause());
    }

    @Test
    void whoeverGivesUpTheMatchGivesUpTheAnswer() {
        var inner = new ScriptedAnswer();
        new BlindAnswer(inner).cancel("nobody reads");
        assertEquals(List.of("nobody reads"), inner.cancelled());
    }
}
