package plimsoll.hub.release;

import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// The texts of terms, by hash. A text is never changed; another text has another hash.
///
/// Safe for use by any number of threads. Every implementation passes `ReleaseStoresContract`.
public interface Texts {
    /// Keeps a text.
    ///
    /// @return its hash
    Sha256 keep(String text);

    /// The text of this hash.
    Optional<String> find(Sha256 hash);
}
