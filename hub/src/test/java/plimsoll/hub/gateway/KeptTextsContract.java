package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.gateway.KeptTexts.Kept;
import plimsoll.hub.gateway.KeptTexts.Kind;

/// What the store of encrypted texts promises.
public abstract class KeptTextsContract {
    private static final Namespace BOB = new Namespace("Bob");
    private static final Namespace EVE = new Namespace("eve");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /// The store under test, empty.
    protected abstract KeptTexts texts();

    @Test
    void textsAreFoundByIdAndListedNewestFirst() {
        var texts = texts();
        texts.keep(text("1", BOB, Kind.CHAT, 0));
        texts.keep(text("2", BOB, Kind.CHAT, 5));
        texts.keep(text("3", BOB, Kind.EXCHANGE, 7));
        texts.keep(text("4", EVE, Kind.CHAT, 9));
        assertEquals(text("3", BOB, Kind.EXCHANGE, 7), texts.find("3").orElseThrow());
        assertTrue(texts.find("5").isEmpty());
        assertEquals(ids("2", "1"), ids(texts.of(new Namespace("bob"), Kind.CHAT, 9)));
        assertEquals(ids("2"), ids(texts.of(BOB, Kind.CHAT, 1)));
        assertEquals(2, texts.count(BOB, Kind.CHAT));
    }

    @Test
    void aTextTakesThePlaceOfItsOwnAccountsOnly() {
        var texts = texts();
        texts.keep(text("1", BOB, Kind.CHAT, 0));
        texts.keep(text("1", BOB, Kind.CHAT, 3));
        texts.keep(text("1", EVE, Kind.CHAT, 4));
        assertEquals(List.of(text("1", BOB, Kind.CHAT, 3)), texts.of(BOB, Kind.CHAT, 9));
        assertEquals(List.of(), texts.of(EVE, Kind.CHAT, 9));
    }

    @Test
    void onlyItsAccountDeletesAText() {
        var texts = texts();
        texts.keep(text("1", BOB, Kind.CHAT, 0));
        texts.keep(text("2", BOB, Kind.SHARE, 0));
        texts.keep(text("3", EVE, Kind.EXCHANGE, 0));
        assertFalse(texts.delete(EVE, "1"));
        assertTrue(texts.delete(BOB, "1"));
        assertFalse(texts.delete(BOB, "1"));
        assertEquals(1, texts.deleteAll(BOB));
        assertEquals(1, texts.deleteAll(Kind.EXCHANGE));
        assertTrue(texts.find("3").isEmpty());
    }

    @Test
    void whatHasExpiredGoes() {
        var texts = texts();
        texts.keep(text("1", BOB, Kind.EXCHANGE, 0));
        texts.keep(text("2", BOB, Kind.EXCHANGE, 10));
        assertEquals(0, texts.forget(NOON.plusSeconds(59)));
        assertEquals(1, texts.forget(NOON.plusSeconds(60)));
        assertEquals(ids("2"), ids(texts.of(BOB, Kind.EXCHANGE, 9)));
    }

    private static Kept text(String id, Namespace account, Kind kind, int seconds) {
        var at = NOON.plusSeconds(seconds);
        return new Kept(
                id,
                account,
                kind,
                "lab/m",
                at,
                at.plusSeconds(60),
                Bytes.copyOf(("sealed" + id).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> ids(String... ids) {
        return List.of(ids);
    }

    private static List<String> ids(List<Kept> texts) {
        return texts.stream().map(Kept::id).toList();
    }
}
