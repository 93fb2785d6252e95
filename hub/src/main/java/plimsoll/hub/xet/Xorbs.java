package plimsoll.hub.xet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.BlobHolders;

/// The xorbs this hub has, in which repositories they were received, and by which chunks they are found. They hold the
/// blobs that recipes of other files need, and those that were touched within `GRACE`.
///
/// Safe for use by any number of threads. Every implementation passes `XetStoresContract`.
public interface Xorbs extends BlobHolders {
    /// The xorb of this name.
    Optional<StoredXorb> find(XetHash name);

    /// The names of its chunks, in order; empty when there is no such xorb.
    List<XetHash> chunks(XetHash name);

    /// Keeps a xorb, found by those of `asked` among its chunks. Where one of its name is kept already, that one stays.
    ///
    /// @param chunks the names of its chunks, in order
    void keep(StoredXorb xorb, List<XetHash> chunks, Instant at);

    /// Notes that somebody still counts on a xorb, because they sent it again or were offered it.
    void touch(XetHash name, Instant at);

    /// Notes that a xorb's bytes were received in a repository. Doing so twice does nothing.
    void receivedIn(RepositoryId repository, XetHash name);

    /// Whether a xorb's bytes were received in a repository.
    boolean wasReceivedIn(RepositoryId repository, XetHash name);

    /// Xorbs that were received in a repository and that no recipe needs: what an upload that broke off has sent.
    /// Latest first, at most `limit`.
    List<XetHash> pendingIn(RepositoryId repository, int limit);

    /// Lets a xorb be found by one of its chunks.
    void index(XetHash chunk, XetHash xorb);

    /// Forgets xorbs that are stretches of a blob and that nothing has ever needed nor counted on.
    ///
    /// @return whether the blob now has none at all
    boolean leave(Sha256 blob);

    /// Xorbs found by this chunk, at most `limit`.
    List<XetHash> with(XetHash chunk, int limit);
}
