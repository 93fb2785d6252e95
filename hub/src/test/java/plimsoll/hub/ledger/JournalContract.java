package plimsoll.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;

/// What every journal promises.
public abstract class JournalContract {
    private static final int MANY = 50;

    /// The journal under test, empty.
    protected abstract Journal journal();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    @Test
    void deedsComeBackInOrderAndChained() {
        for (int i = 0; i < MANY; i++) {
            record(deed("ada", Map.of("n", "" + i)));
        }
        var links = journal().read(0, MANY + 1);
        assertEquals(
                IntStream.range(0, MANY).mapToObj(i -> "" + i).toList(),
                links.stream().map(link -> link.deed().details().get("n")).toList());
        var previous = Link.BEFORE_THE_FIRST;
        for (var link : links) {
            assertTrue(link.follows(previous), () -> "broken at " + link.position());
            previous = link.hash();
        }
    }

    @Test
    void detailsKeepEveryCharacter() {
        var awkward = Map.of("k=\\e\n", "line\r\nbreaks \\ = \\n", "ключ", "значение 🦈", "empty", "");
        record(deed("ada", awkward));
        assertEquals(awkward, journal().read(0, 1).getFirst().deed().details());
    }

    @Test
    void aDeedThatFailsLeavesNoRecord() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions().run(() -> {
                    journal().append(deed("ada", Map.of()));
                    throw new IllegalStateException("the deed failed");
                }));
        assertEquals(0, journal().read(0, 1).size());
    }

    @Test
    void nothingIsRecordedOutsideATransaction() {
        assertThrows(IllegalStateException.class, () -> journal().append(deed("ada", Map.of())));
    }

    @Test
    void writersAtTheSameMomentShareOneChain() throws InterruptedException {
        var threads = IntStream.range(0, 8)
                .mapToObj(t -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < MANY; i++) {
                        record(deed("writer-" + t, Map.of("n", "" + i)));
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        var links = journal().read(0, 8 * MANY + 1);
        assertEquals(8 * MANY, links.size());
        var previous = Link.BEFORE_THE_FIRST;
        for (var link : links) {
            assertTrue(link.follows(previous), () -> "broken at " + link.position());
            previous = link.hash();
        }
    }

    private void record(Deed deed) {
        transactions().run(() -> {
            journal().append(deed);
            return true;
        });
    }

    private static Deed deed(String actor, Map<String, String> details) {
        return Deed.of(Deed.Kind.SETTINGS_CHANGED, actor, "subject", details);
    }
}
