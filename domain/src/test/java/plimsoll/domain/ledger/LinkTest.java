package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;

final class LinkTest {
    private final Deed deed = Deed.of(Deed.Kind.REFS_MOVED, "ada", "lab", Map.of("ref", "main", "to", "1"));
    private final Link first = Link.after(Link.BEFORE_THE_FIRST, 0, Instant.EPOCH, deed);

    @Test
    void aLinkFollowsTheOneItWasMadeAfterAndNoOther() {
        assertTrue(first.follows(Link.BEFORE_THE_FIRST));
        assertFalse(first.follows(new Sha256("1".repeat(64))));
    }

    @Test
    void everyFieldIsCovered() {
        assertNotEquals(
                first.hash(),
                Link.after(Link.BEFORE_THE_FIRST, 1, Instant.EPOCH, deed).hash());
        assertNotEquals(
                first.hash(),
                Link.after(Link.BEFORE_THE_FIRST, 0, Instant.ofEpochMilli(1), deed)
                        .hash());
        for (var other : new Deed[] {
            Deed.of(Deed.Kind.REPOSITORY_DELETED, "ada", "lab", deed.details()),
            Deed.of(deed.kind(), "eve", "lab", deed.details()),
            Deed.of(deed.kind(), "ada", "lib", deed.details()),
            Deed.of(deed.kind(), "ada", "lab", Map.of("ref", "main", "to", "2")),
            Deed.of(deed.kind(), "ada", "lab", Map.of("ref", "main")),
        }) {
            assertNotEquals(
                    first.hash(),
                    Link.after(Link.BEFORE_THE_FIRST, 0, Instant.EPOCH, other).hash());
        }
    }

    @Test
    void movingAWordFromOneFieldToTheNextIsSeen() {
        assertNotEquals(
                Link.after(Link.BEFORE_THE_FIRST, 0, Instant.EPOCH, Deed.of(deed.kind(), "ab", "c", Map.of()))
                        .hash(),
                Link.after(Link.BEFORE_THE_FIRST, 0, Instant.EPOCH, Deed.of(deed.kind(), "a", "bc", Map.of()))
                        .hash());
    }
}
