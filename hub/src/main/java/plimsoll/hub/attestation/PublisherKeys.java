package plimsoll.hub.attestation;

import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;

/// The public keys that publishers registered.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in. Every
/// implementation passes `PublisherKeysContract`.
public interface PublisherKeys {
    /// A publisher's keys, oldest first.
    List<PublisherKey> of(Namespace owner);

    /// Adds a key.
    ///
    /// @return false, and nothing done, when the publisher has it already
    boolean add(Namespace owner, PublisherKey key);

    /// Takes a key away.
    ///
    /// @return false, and nothing done, when the publisher has none of this hint
    boolean remove(Namespace owner, Sha256 hint);
}
