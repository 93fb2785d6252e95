package plimsoll.backends.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.Value;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.line.BadRule;
import plimsoll.hub.line.PackText;

/// A house's own rule about what scans for personal data find: data that holds payment cards is not for everybody.
final class PersonalDataRuleTest {
    private static final String PACK = """
            pack: house
            title: Privacy of the house
            version: 1
            jurisdiction: house
            status: in_force
            source: The house
            rules:
              - id: house.cards
                title: Data with payment cards is for people who signed for it
                kinds: [dataset]
                needs: [personal_data_cards]
                when: above(personal_data_cards, 0.0)
                ceiling: {training-data: gated-download}
                source: The house
            """;

    @Test
    void dataWithCardsIsHeldBelowOpenDownload() throws BadRule {
        assertEquals(Level.GATED_DOWNLOAD, data(List.of(cards(3, 3))));
        assertEquals(Level.FULLY_OPEN, data(List.of(cards(0, 0))));
    }

    @Test
    void whatIsNotKnownHoldsAsIfThereWereSome() throws BadRule {
        assertEquals(Level.GATED_DOWNLOAD, data(List.of()), "no scan yet");
        assertEquals(Level.GATED_DOWNLOAD, data(List.of(cards(0, 2))), "some are probable");
        assertEquals(Level.GATED_DOWNLOAD, data(List.of(cards(0, 9_000))), "a file was not read");
    }

    private static Level data(List<Fact> facts) throws BadRule {
        var pack = new PackText(new CelConditions()).read(PACK);
        return Line.draw(List.of(pack), RepoKind.DATASET, new FactSheet(facts)).of(Component.TRAINING_DATA);
    }

    private static Fact cards(double least, double most) {
        return new Fact(
                FactName.PERSONAL_DATA_CARDS,
                new Value.Span(least, most),
                Fact.Kind.MEASURED,
                "scan for personal data",
                "",
                Instant.EPOCH);
    }
}
