package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.Secrets;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;

/// What is given out for the chunk store is good for one thing, until its time is over.
final class XetTokensTest {
    private static final Secrets SECRETS = name -> Bytes.ofUtf8("a secret for the tests: " + name);
    private static final Holder ADA = new Holder("ada", "t1");
    private static final XetHash XORB = new XetHash(1, 2, 3, 4);

    private final StoppedClock clock = new StoppedClock();
    private final XetTokens tokens = new XetTokens(SECRETS, clock);
    private final FetchTickets tickets = new FetchTickets(SECRETS, clock);

    @Test
    void aTokenSaysWhoMayDoWhatWhere() {
        for (var scope : List.of(Intent.READ, Intent.WRITE)) {
            var issued = tokens.issue(scope, Story.id(1), ADA);
            assertEquals(clock.instant().plus(XetTokens.LIFE).getEpochSecond(), issued.expires());
            assertEquals(Optional.of(new XetTokens.XetToken(scope, Story.id(1), ADA)), tokens.read(issued.token()));
        }
    }

    @Test
    void aTokenEnds() {
        var token = tokens.issue(Intent.READ, Story.id(1), ADA).token();
        clock.pass(XetTokens.LIFE.minusSeconds(1));
        assertEquals(Intent.READ, tokens.read(token).orElseThrow().scope());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), tokens.read(token));
    }

    @Test
    void anAddressEnds() {
        var ticket = ticket();
        clock.pass(FetchTickets.LIFE.minusSeconds(1));
        assertEquals(List.of("0-99"), tickets.read(ticket).orElseThrow().ranges());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), tickets.read(ticket));
    }

    @Test
    void whatWasChangedIsNone() {
        var token = tokens.issue(Intent.READ, Story.id(1), ADA).token();
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, at) + other + token.substring(at + 1);
            assertEquals(Optional.empty(), tokens.read(changed), changed);
        }
        assertEquals(Optional.empty(), tokens.read(""));
        assertEquals(Optional.empty(), tokens.read(token + "A"));
    }

    @Test
    void oneIsNotGoodForTheOther() {
        assertEquals(Optional.empty(), tokens.read("xet_" + ticket()));
        var token = tokens.issue(Intent.READ, Story.id(1), ADA).token();
        assertEquals(Optional.empty(), tickets.read(token.substring("xet_".length())));
        var otherHubs = new XetTokens(name -> Bytes.ofUtf8("another hub's: " + name), clock);
        assertEquals(Optional.empty(), otherHubs.read(token));
    }

    private String ticket() {
        var stretch = new Reconstruction.Stretch(0, 1, 0, 99);
        return tickets.issue(Story.id(1), Sha256.ofUtf8("file"), ADA, XORB, List.of(stretch));
    }
}
