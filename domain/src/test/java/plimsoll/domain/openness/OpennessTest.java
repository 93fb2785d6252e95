package plimsoll.domain.openness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OpennessTest {
    @Test
    void everythingUnderAnOpenLicenceIsOpenScience() {
        var openness = Openness.of(all(Set.of()));
        assertEquals(OpennessClass.CLASS_I, openness.reached());
        assertEquals(List.of(), openness.missingForNext());
    }

    @Test
    void whatIsLeftOutOrClosedIsMissingForTheNextClass() {
        assertEquals(
                List.of(Part.EVALUATION_CODE),
                Openness.of(all(Set.of(Part.EVALUATION_CODE))).missingForNext());
        var closed = new EnumMap<>(all(Set.of()).parts());
        closed.put(Part.DATASETS, Optional.of("llama2"));
        var openness = Openness.of(new Declared(closed, Map.of(), Optional.of("Apache-2.0")));
        assertEquals(OpennessClass.CLASS_II, openness.reached());
        assertEquals(List.of(Part.DATASETS), openness.missingForNext());
    }

    @Test
    void aPaperStandsForTheReportButOnlyAnOpenOne() {
        assertEquals(
                OpennessClass.CLASS_I,
                Openness.of(all(Set.of(Part.TECHNICAL_REPORT))).reached());
        assertEquals(
                OpennessClass.CLASS_II,
                Openness.of(all(Set.of(Part.RESEARCH_PAPER))).reached());
        for (var licence : List.of("unlicensed", "", "llama2")) {
            var parts = new EnumMap<>(all(Set.of(Part.TECHNICAL_REPORT)).parts());
            parts.put(Part.RESEARCH_PAPER, Optional.of(licence));
            assertEquals(
                    OpennessClass.UNCLASSIFIED,
                    Openness.of(new Declared(parts, Map.of(), Optional.of("Apache-2.0")))
                            .reached());
        }
    }

    @Test
    void theLicenceIsThePartsOwnElseItsKindsElseThatOfTheWhole() {
        var parts = Map.<Part, Optional<String>>of(
                Part.DATASETS, Optional.empty(),
                Part.TRAINING_CODE, Optional.of("MIT"),
                Part.MODEL_CARD, Optional.of("unlicensed"),
                Part.INFERENCE_CODE, Optional.empty());
        var declared = new Declared(parts, Map.of(Content.DATA, "CC-BY-4.0"), Optional.of("Apache-2.0"));
        assertEquals(Optional.of("CC-BY-4.0"), declared.licenceOf(Part.DATASETS));
        assertEquals(Optional.of("MIT"), declared.licenceOf(Part.TRAINING_CODE));
        assertEquals(Optional.empty(), declared.licenceOf(Part.MODEL_CARD));
        assertEquals(Optional.of("Apache-2.0"), declared.licenceOf(Part.INFERENCE_CODE));
        assertEquals(new Standing.Unlicensed(), declared.standingOf(Part.MODEL_CARD));
        assertEquals(new Standing.Missing(), declared.standingOf(Part.DATA_CARD));
    }

    @Test
    void anOpenLicenceForAnotherKindOfContentCountsWithANote() {
        var openness =
                Openness.of(new Declared(Map.of(Part.MODEL_CARD, Optional.of("MIT")), Map.of(), Optional.empty()));
        assertEquals(1, openness.met().get(OpennessClass.CLASS_III));
        assertEquals(List.of("Model card: MIT is open, but was not made for document."), openness.notes());
    }

    @Test
    void licencesAreOpenByApprovalFreedomOrForData() {
        assertTrue(Licences.isOpen("Apache-2.0"));
        assertTrue(Licences.isOpen("WTFPL"));
        assertTrue(Licences.isOpen("CDLA-Sharing-1.0"));
        assertTrue(Licences.isOpen("OpenMDW-1.0"));
        assertFalse(Licences.isOpen("PDDL-1.0"));
        assertFalse(Licences.isOpen("CC-BY-NC-4.0"));
        assertFalse(Licences.isOpen("apache-2.0"));
        assertTrue(Licences.isKnown("CC-BY-NC-4.0"));
        assertFalse(Licences.isOsiApproved("WTFPL"));
    }

    private static Declared all(Set<Part> but) {
        var parts = new EnumMap<Part, Optional<String>>(Part.class);
        Arrays.stream(Part.values())
                .filter(part -> part.isRequired() && !but.contains(part))
                .forEach(part -> parts.put(part, Optional.empty()));
        return new Declared(parts, Map.of(), Optional.of("Apache-2.0"));
    }
}
