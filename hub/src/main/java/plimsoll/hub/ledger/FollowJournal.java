package plimsoll.hub.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.ledger.Link;

/// Tells somebody of every deed after it was done, once, and after a crash goes on where it stopped: what a deed sets
/// off is late at worst, and never forgotten. Who follows for the first time begins with what is done from then on.
///
/// For one thread at a time.
public final class FollowJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FollowJournal.class);
    private static final int AT_ONCE = 500;

    private final Journal journal;
    private final Bookmarks bookmarks;
    private final String name;
    private final Duration behind;
    private final Follower follower;
    private final InstantSource clock;
    private long next;

    /// Follows `journal` as `name`.
    ///
    /// @param behind so old is a deed when it is told, for what it set off itself to be done by then
    public FollowJournal(
            Journal journal,
            Bookmarks bookmarks,
            String name,
            Duration behind,
            Follower follower,
            InstantSource clock) {
        this.journal = journal;
        this.bookmarks = bookmarks;
        this.name = name;
        this.behind = behind;
        this.follower = follower;
        this.clock = clock;
        this.next = bookmarks.of(name).orElseGet(journal::length);
        bookmarks.keep(name, next);
    }

    /// Who is told.
    @FunctionalInterface
    public interface Follower {
        /// Hears of a deed, perhaps twice when the process died meanwhile. What it throws is logged, and the deed is
        /// not told again.
        void saw(Link link) throws IOException;
    }

    /// Tells of what was done since the last turn.
    public void turn() {
        var until = clock.instant().minus(behind);
        List<Link> links;
        do {
            links = journal.read(next, AT_ONCE);
            var due =
                    links.stream().takeWhile(link -> !link.at().isAfter(until)).toList();
            due.forEach(this::tell);
            if (!due.isEmpty()) {
                next = due.getLast().position() + 1;
                bookmarks.keep(name, next);
            }
            if (due.size() < links.size()) {
                return;
            }
        } while (links.size() == AT_ONCE);
    }

    private void tell(Link link) {
        try {
            follower.saw(link);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not follow deed {}", name, link.position(), e);
        }
    }
}
