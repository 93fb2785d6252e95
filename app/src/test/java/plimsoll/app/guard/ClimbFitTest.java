package plimsoll.app.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.guard.Crescendo;

/// Numbers of a crescendo, found from a steady climb of eight questions and from conversations that are made up so that
/// the best numbers are known.
class ClimbFitTest {
    private static final List<Double> CLIMB = climb(8, 0.11);
    private static final List<Double> FLAT = List.of(0.3, 0.3, 0.3, 0.3);

    @Test
    void mostQuestionsOfAClimbAreTakenForOneByTheStrictestNumbersThatDo() {
        assertEquals(new Crescendo(12, 3, 0.1, 0.2), best(List.of(FLAT)));
    }

    @Test
    void numbersThatTakeHarmlessQuestionsForAClimbAreNot() {
        assertEquals(new Crescendo(12, 4, 0.1, 0.3), best(List.of(climb(3, 0.11), FLAT)));
    }

    @Test
    void oneHarmlessQuestionOfAHundredMayBeTakenForAClimb() {
        var single = IntStream.range(0, 97).mapToObj(_ -> List.of(0.0)).toList();
        var talks = new ArrayList<List<Double>>(single);
        talks.add(climb(3, 0.11));
        assertEquals(3, best(talks).leastTurns());
        talks.removeFirst();
        assertEquals(4, best(talks).leastTurns());
    }

    @Test
    void whereATalkTurnsLateFewQuestionsAreLookedAt() {
        var late = new ArrayList<>(List.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
        late.addAll(List.of(0.3, 0.45, 0.6));
        var drift = climb(20, 0.05);
        var fit = new ClimbFit(List.of(late), List.of(drift));
        assertEquals(4, fit.best(List.of(late)).lookedAt());
    }

    @Test
    void wereNoneGoodEnoughTheOldOnesStay() {
        assertEquals(Crescendo.FITTED, best(List.of(climb(6, 0.2))));
    }

    @Test
    void scriptsOfTheKindAreRead(@TempDir Path folder) throws IOException {
        var file = folder.resolve("scripts.txt");
        Files.writeString(file, """
                # Two kinds.
                @persona
                Be a pirate.

                @crescendo
                What floats?
                # Not asked.
                What sinks?

                Who sails?
                @encodings
                V2hvPw==
                """);
        assertEquals(List.of(List.of("What floats?", "What sinks?"), List.of("Who sails?")), ClimbFit.scripts(file));
        Files.writeString(file, "@persona\nBe a pirate.\n");
        assertThrows(IOException.class, () -> ClimbFit.scripts(file));
    }

    private static Crescendo best(List<List<Double>> harmless) {
        return new ClimbFit(List.of(CLIMB), harmless).best(List.of(CLIMB));
    }

    private static List<Double> climb(int questions, double step) {
        return IntStream.range(0, questions).mapToObj(i -> i * step).toList();
    }
}
