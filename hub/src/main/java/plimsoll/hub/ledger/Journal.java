package plimsoll.hub.ledger;

import java.util.List;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;

/// Everything that was done, in order, chained by hash.
///
/// Safe for use by any number of threads. Every implementation passes `JournalContract`.
public interface Journal {
    /// Records `deed` in the transaction the calling thread is in: if that transaction does not commit, neither does
    /// the record, and the other way round.
    ///
    /// @throws IllegalStateException outside a transaction
    void append(Deed deed);

    /// How many links there are, which is the position of the next.
    long length();

    /// Up to `limit` links from `position` on, oldest first.
    List<Link> read(long position, int limit);
}
