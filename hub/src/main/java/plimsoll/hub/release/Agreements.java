package plimsoll.hub.release;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Agreement;

/// The agreements under which publishers let partners have what is staged.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. Every
/// implementation passes `ReleaseStoresContract`.
public interface Agreements {
    /// The agreement of this id.
    Optional<Agreement> find(String id);

    /// Keeps an agreement, in place of the earlier one of its id.
    void keep(Agreement agreement);

    /// A publisher's agreements, the one that ends last first.
    List<Agreement> of(Namespace owner);

    /// Agreements of every publisher, the one that ends last first, at most `limit`.
    List<Agreement> all(int limit);
}
