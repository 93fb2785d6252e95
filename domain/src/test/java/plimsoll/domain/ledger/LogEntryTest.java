package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;

final class LogEntryTest {
    @Test
    void anEntryHasOneSpelling() {
        var open = new TreeMap<>(Map.of("to", "2", "from", "a\"b\\c\n\u20ac"));
        var sealed = new TreeMap<>(Map.of("actor", new Sha256("0".repeat(64))));
        assertEquals(
                "{\"open\":{\"from\":\"a\\\"b\\\\c\\u000a\u20ac\",\"to\":\"2\"},\"sealed\":{\"actor\":\""
                        + "0".repeat(64) + "\"},\"t\":1500,\"type\":\"refs-moved/v1\"}",
                new LogEntry("refs-moved/v1", Instant.ofEpochMilli(1500), open, sealed).json());
    }

    @Test
    void jsonHasListsTruthAndWholeNumbersAndNothingElse() {
        assertEquals("[1,2,true,\"\\ud800\"]", CanonicalJson.of(List.of(1, 2L, true, "\ud800")));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.of(1.5));
    }

    @Test
    void aSealHoldsForItsTextFieldAndSaltOnly() {
        var salt = Bytes.copyOf(new byte[Seal.SALT_BYTES]);
        var actor = Seal.saltOf(salt, "actor");
        var seal = Seal.of(actor, "actor", "ada");
        assertEquals(seal, Seal.of(actor, "actor", "ada"));
        assertNotEquals(seal, Seal.of(actor, "actor", "eve"));
        assertNotEquals(seal, Seal.of(actor, "owner", "ada"));
        assertNotEquals(seal, Seal.of(Seal.saltOf(salt, "owner"), "actor", "ada"));
        assertThrows(IllegalArgumentException.class, () -> Seal.of(Bytes.ofUtf8("short"), "actor", "ada"));
    }
}
