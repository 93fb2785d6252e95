package plimsoll.hub.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;

/// What the world has been given of the log: its tiles and the newest signed checkpoint.
///
/// Safe for use by any number of threads and processes. Every implementation passes `PublishedLogContract`.
public interface PublishedLog {
    /// What this log calls itself. The first call decides, for the life of the database.
    String origin(String proposal);

    /// The newest checkpoint; empty before the first.
    Optional<Latest> latest();

    /// The hashes of a tile, as many as it has by now; no bytes when there is none.
    byte[] hashes(int level, long number);

    /// Keeps the tiles that changed and the checkpoint over them, all or nothing, unless another process was faster.
    ///
    /// @param before the size of the checkpoint that this one follows; 0 for the first
    /// @return whether `before` still was the newest
    boolean publish(long before, Latest latest, Map<Tile, byte[]> changed);

    /// Puts a note with more signatures in the place of the newest one.
    ///
    /// @return whether the newest one still has that size
    boolean replace(Latest latest);

    /// A checkpoint that was published.
    ///
    /// @param size over how many entries
    /// @param note the signed checkpoint
    /// @param at when
    record Latest(long size, SignedNote note, Instant at) {}
}
