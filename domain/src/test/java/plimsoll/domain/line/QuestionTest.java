package plimsoll.domain.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class QuestionTest {
    @Test
    void everyFactThatCanBeDeclaredIsAskedForOnce() {
        var asked = Question.groups().stream()
                .flatMap(group -> group.questions().stream())
                .map(Question::name)
                .toList();
        var declarable =
                Arrays.stream(FactName.values()).filter(FactName::isDeclarable).toList();
        assertEquals(new TreeSet<>(declarable), new TreeSet<>(asked));
        assertEquals(declarable.size(), asked.size());
    }

    @Test
    void whatATestimonySaysSurvivesItsTextAndItsJson() {
        var facts = new TreeMap<FactName, Value>(Map.of(
                FactName.TRAINING_FLOP, new Value.Span(3e25, 4e25),
                FactName.HARDWARE, Value.of(List.of("2 H100", "a, b")),
                FactName.MONETISED, new Value.Truth(true),
                FactName.DESIGN, new Value.Text("Wide\n and deep %20 + more")));
        var said = new Testimony(
                facts,
                new TreeSet<>(List.of(FactName.ENERGY_KWH)),
                new TreeSet<>(List.of(FactName.HARDWARE, FactName.DESIGN)));
        assertEquals(said, TestimonyText.read(TestimonyText.write(said)));
        assertEquals(new Testimony.Reading.Read(said), Testimony.read(said.json()));
    }
}
