package plimsoll.weights.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import plimsoll.weights.tensors.MalformedWeights.Fault;

class MalformedWeightsTest {
    @Test
    void aRefusalSaysWhatIsWrongAndWhere() {
        var refused = new MalformedWeights(Fault.GAP, 1234, "8 bytes belong to no tensor");
        assertEquals("8 bytes belong to no tensor (at byte 1234)", refused.getMessage());
        assertEquals(Fault.GAP, refused.fault());
        assertEquals(1234, refused.offset());
        assertEquals("8 bytes belong to no tensor", refused.reason());
    }

    @Test
    void namesFromAFileCannotBreakOutOfTheMessage() {
        assertEquals("\"a\uFFFDb\uFFFD\uFFFDc\"", MalformedWeights.quoted("a\nb\u202E\u200Bc"));
        assertEquals("\"" + "é".repeat(80) + "…\"", MalformedWeights.quoted("é".repeat(81)));
        assertEquals("\"" + "é".repeat(80) + "\"", MalformedWeights.quoted("é".repeat(80)));
    }
}
