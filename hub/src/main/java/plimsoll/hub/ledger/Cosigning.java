package plimsoll.hub.ledger;

import java.util.List;
import plimsoll.domain.ledger.NoteSignature;

/// What a witness answers to a log that wants a checkpoint cosigned.
public sealed interface Cosigning {
    /// Seen and signed.
    record Cosigned(List<NoteSignature> signatures) implements Cosigning {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /// The request is none, for this reason.
    record Unreadable(String reason) implements Cosigning {}

    /// No known key of the log signed it, or one did not.
    record Untrusted(String reason) implements Cosigning {}

    /// Nobody configured a log of this origin here.
    record UnknownLog() implements Cosigning {}

    /// The request proves from another size than the one seen last, which is `size`.
    record SeenOther(long size) implements Cosigning {}

    /// The proof does not hold.
    record Refuted(String reason) implements Cosigning {}
}
