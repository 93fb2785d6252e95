package plimsoll.hub.content;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.Sha256;

/// The blobs that are being removed at this moment. It settles the race between whoever links a blob and whoever
/// takes it for waste: a blob is condemned before anybody asks its holders for the last time, and nobody links
/// what is condemned.
///
/// Safe for use by any number of threads and processes. Every implementation passes `CondemnedContract`.
public interface Condemned {
    /// Asks, in the transaction the calling thread is in, that `blob` stay. Until that transaction ends nobody can
    /// condemn the blob.
    ///
    /// @return false when it is condemned already: its bytes may go at any moment
    /// @throws IllegalStateException outside a transaction
    boolean claim(Sha256 blob);

    /// Condemns a blob, at once and in a transaction of its own.
    ///
    /// @return false when somebody else did before
    boolean condemn(Sha256 blob, Instant at);

    /// Ends it, because the blob is gone or has a holder after all.
    void release(Sha256 blob);

    /// Blobs condemned before `before` and never released: whoever condemned them has crashed. At most `limit`.
    List<Sha256> since(Instant before, int limit);
}
