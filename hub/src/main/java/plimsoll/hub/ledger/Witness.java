package plimsoll.hub.ledger;

import java.io.IOException;
import java.util.List;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.WitnessRequest;

/// Somebody else who sees this hub's checkpoints and signs that they did.
public interface Witness {
    /// The keys that check what they sign.
    List<NoteKey> keys();

    /// Asks for a cosignature.
    ///
    /// @throws IOException when they cannot be reached, or answer something else
    Cosigning cosign(WitnessRequest request) throws IOException;
}
