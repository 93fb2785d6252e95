package plimsoll.hub.ledger;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.ledger.SignedNote;

/// A memory of the newest checkpoint this hub signed, kept apart from the database: when a backup of the database
/// comes back, this one remembers what the world has seen since.
public interface LastSigned {
    /// The newest checkpoint signed for the log of this origin; empty when there is none.
    ///
    /// @throws IOException also when something is there that is none
    Optional<SignedNote> of(String origin) throws IOException;

    /// Remembers one, durably when it returns.
    void keep(String origin, SignedNote note) throws IOException;
}
