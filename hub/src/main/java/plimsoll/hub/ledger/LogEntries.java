package plimsoll.hub.ledger;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;

/// The entries of the public log, each written by `Journal.append` in the transaction of its deed.
///
/// Safe for use by any number of threads. Every implementation passes `JournalContract`.
public interface LogEntries {
    /// How many there are. Positions run from 0 without a gap, in the order in which deeds became durable.
    long count();

    /// Up to `limit` entries from `position` on, as the log hashes them.
    List<Bytes> read(long position, int limit);

    /// Where an entry comes from; empty when there is none.
    Optional<Origin> origin(long position);

    /// The positions of the newest entries whose deed was done to `subject`, newest first.
    List<Long> about(String subject, int limit);

    /// Throws away what opens the seals of an entry: from then on nobody can tell what was sealed.
    void forget(long position);

    /// Where an entry comes from.
    ///
    /// @param journal the position of its link in the journal
    /// @param salt what its seals were made with; empty when it was forgotten
    record Origin(long journal, Optional<Bytes> salt) {}
}
