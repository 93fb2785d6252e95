package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.hub.gateway.TextSeal.SealBroken;

/// Texts under AES-GCM: what opens them, and what does not.
class KeepTextsTest {
    private static final Bytes OLD = Bytes.copyOf(new byte[32]);
    private static final Bytes NEW =
            Bytes.copyOf("a key of thirty-two bytes length".getBytes(StandardCharsets.US_ASCII));

    private final Random random = new Random(1);

    @Test
    void aSealedTextShowsNothingAndOpensUnderItsName() throws Exception {
        var seal = new TextSeal(List.of(NEW), random);
        var sealed = seal.seal("id", "Was it für a novel? 🚢");
        assertFalse(new String(sealed.toArray(), StandardCharsets.UTF_8).contains("novel"));
        assertEquals("Was it für a novel? 🚢", seal.open("id", sealed));
        assertThrows(SealBroken.class, () -> seal.open("other", sealed));
        assertFalse(sealed.equals(seal.seal("id", "Was it für a novel? 🚢")), "the nonce is another");
    }

    @Test
    void oneChangedBitIsFound() {
        var seal = new TextSeal(List.of(NEW), random);
        var sealed = seal.seal("id", "text").toArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(SealBroken.class, () -> seal.open("id", Bytes.copyOf(changed)));
        }
        assertThrows(SealBroken.class, () -> seal.open("id", Bytes.copyOf(new byte[31])));
    }

    @Test
    void anOlderKeyOpensUntilItIsGone() throws Exception {
        var sealed = new TextSeal(List.of(OLD), random).seal("id", "text");
        var both = new TextSeal(List.of(OLD, NEW), random);
        assertEquals("text", both.open("id", sealed));
        var fresh = both.seal("id", "text");
        var only = new TextSeal(List.of(NEW), random);
        assertEquals("text", only.open("id", fresh));
        var gone = assertThrows(SealBroken.class, () -> only.open("id", sealed));
        assertTrue(String.valueOf(gone.getMessage()).contains("key is gone"));
    }

    @Test
    void anExchangeIsJsonWhateverIsInIt() {
        var text = Exchange.of(new Question.Prompt.Text("say \"x\"\n"), "\u0001", "STOP");
        assertEquals(
                "{\"answered\":\"\\u0001\",\"asked\":[{\"content\":\"say \\\"x\\\"\\u000a\",\"role\":\"user\"}],\"ending\":\"STOP\"}",
                text);
    }
}
