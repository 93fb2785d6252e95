package plimsoll.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /// The bookmarks of those who follow it, none at first.
    protected abstract Bookmarks bookmarks();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    @Test
    void deedsComeBackInOrderAndChained() {
        for (int i = 0; i < MANY; i++) {
            record(deed("ada", Map.of("n", "" + i)));
        }
        var links = journal().read(0, MANY + 1);
        assertEquals(MANY, journal().length());
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
        assertEquals(0, journal().length());
    }

    @Test
    void whoFollowsIsToldOfEachDeedOnceAndGoesOnAfterwards() {
        record(deed("before", Map.of()));
        var told = new ArrayList<String>();
        var follow = follow(told, Duration.ZERO);
        follow.turn();
        record(deed("ada", Map.of()));
        record(deed("trouble", Map.of()));
        record(deed("bob", Map.of()));
        follow.turn();
        follow.turn();
        assertEquals(List.of("ada", "bob"), told, "what fails stops nobody");
        record(deed("carl", Map.of()));
        follow(told, Duration.ZERO).turn();
        assertEquals(List.of("ada", "bob", "carl"), told, "another process goes on");
        record(deed("dora", Map.of()));
        follow(told, Duration.ofSeconds(1)).turn();
        assertEquals(3, told.size(), "what is too fresh waits");
    }

    /// A process that follows the journal; its clock stands where the journal's does.
    private FollowJournal follow(List<String> told, Duration behind) {
        return new FollowJournal(
                journal(),
                bookmarks(),
                "test",
                behind,
                link -> {
                    if (link.deed().actor().equals("trouble")) {
                        throw new IOException("cannot be followed");
                    }
                    told.add(link.deed().actor());
                },
                () -> Instant.EPOCH);
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
