package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.personaldata.Kind;

/// The figures of MEASUREMENTS, as floors.
class PersonalDataFiguresTest {
    /// Recall and precision that no change may fall below.
    private record Floor(double recall, double precision) {}

    private static final Map<Kind, Floor> FLOORS = Map.of(
            Kind.EMAIL, new Floor(1, 1),
            Kind.CARD, new Floor(1, 0.99),
            Kind.IBAN, new Floor(1, 1),
            Kind.US_SSN, new Floor(1, 1),
            Kind.IP_ADDRESS, new Floor(1, 0.95),
            Kind.DOMAIN, new Floor(1, 1),
            Kind.PHONE, new Floor(0.9, 0.95),
            Kind.NAME, new Floor(0.33, 0.8),
            Kind.STREET_ADDRESS, new Floor(0.38, 0.95));

    @Test
    void noKindIsFoundWorseThanIsClaimed() throws IOException {
        assumeTrue(Files.exists(PersonalDataFigures.TEXTS), "no shared data: presidio-research's texts are not there");
        var figures = PersonalDataFigures.ofTexts();
        FLOORS.forEach((kind, floor) -> {
            var figure = figures.get(kind);
            assertTrue(
                    figure != null && figure.recall() >= floor.recall() && figure.precision() >= floor.precision(),
                    kind + " " + figure);
        });
    }

    @Test
    void littleIsFoundWhereNobodyIs() throws IOException {
        var code = PersonalDataFigures.noise(PersonalDataFigures.ours(".java"));
        assertTrue(code.bytes() > 1_000_000 && code.perMegabyte() < 30, code.toString());
        var prose = PersonalDataFigures.noise(PersonalDataFigures.ours(".md"));
        assertTrue(prose.bytes() > 100_000 && prose.perMegabyte() < 30, prose.toString());
    }
}
