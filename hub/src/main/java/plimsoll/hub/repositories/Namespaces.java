package plimsoll.hub.repositories;

import java.util.Optional;
import plimsoll.domain.identity.Namespace;

/// The accounts and organisations that repositories can be published under.
///
/// Safe for use by any number of threads.
public interface Namespaces {
    /// The account or organisation of this name, whatever the case, as its owner writes it; empty when there is none.
    Optional<Namespace> find(Namespace name);
}
