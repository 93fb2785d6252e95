package plimsoll.hub.ledger;

import java.util.OptionalLong;

/// How far those who follow the journal have read.
///
/// Safe for use by any number of threads. Every implementation passes `JournalContract`.
public interface Bookmarks {
    /// The position that a reader reads next; empty for one that never read.
    OptionalLong of(String reader);

    /// Keeps the position that a reader reads next.
    void keep(String reader, long position);
}
