package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Ticket.Use;
import plimsoll.hub.content.Tickets.Shown;

final class TicketsTest {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final Pointer FILE = new Pointer(new Sha256("a".repeat(64)), 5_000_000_000L);
    private static final Holder ADA = new Holder("ada", "0123456789abcdef01234567");
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final Tickets tickets = tickets("one");

    @Test
    void everyTicketReadsAsItWasSigned() {
        var uses = List.of(
                new Use.Send(),
                new Use.Verify(),
                new Use.SendPart("0123456789abcdef".repeat(2), 17),
                new Use.Complete("0123456789abcdef".repeat(2)),
                new Use.Fetch(""),
                new Use.Fetch("weights & Gewichte für 權重.safetensors"));
        for (var use : uses) {
            var ticket = new Ticket(use, HERE, FILE, ADA, now.plusSeconds(1));
            assertEquals(new Shown.Good(ticket), tickets.read(tickets.sign(ticket)));
        }
    }

    @Test
    void aTicketEndsAtItsSecond() {
        var token = tickets.sign(new Ticket(new Use.Send(), HERE, FILE, ADA, now.plusSeconds(60)));
        now = now.plusSeconds(59);
        assertInstanceOf(Shown.Good.class, tickets.read(token));
        now = now.plusSeconds(1);
        assertEquals(new Shown.Expired(), tickets.read(token));
    }

    @Test
    void noCharacterCanBeChanged() {
        var token = tickets.fetching(HERE, FILE, ADA, "x");
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) == '.') {
                continue;
            }
            var forged = new StringBuilder(token);
            forged.setCharAt(i, token.charAt(i) == 'A' ? 'E' : 'A');
            assertEquals(new Shown.Forged(), tickets.read(forged.toString()), "at " + i);
        }
    }

    @Test
    void anotherHubsTicketsAreWorthless() {
        var token = tickets.fetching(HERE, FILE, ADA, "x");
        assertEquals(new Shown.Forged(), tickets("another").read(token));
    }

    @Test
    void rubbishIsForged() {
        var base64 = Base64.getUrlEncoder();
        for (var token : List.of("", ".", "..", "a.b", "%.%", base64.encodeToString(new byte[3000]) + ".AAAA")) {
            assertEquals(new Shown.Forged(), tickets.read(token));
        }
    }

    @Test
    void theLongestFileNameFits() {
        var token = tickets.fetching(HERE, FILE, new Holder("a".repeat(96), "f".repeat(24)), "𝕏".repeat(255));
        assertTrue(token.length() < Tickets.MAX_CHARACTERS, () -> token.length() + " characters");
        assertInstanceOf(Shown.Good.class, tickets.read(token));
    }

    private Tickets tickets(String secret) {
        return new Tickets(name -> Bytes.ofUtf8(secret + name), () -> now);
    }
}
