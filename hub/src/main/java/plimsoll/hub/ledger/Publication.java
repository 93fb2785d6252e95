package plimsoll.hub.ledger;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.ledger.Checkpoint;

/// What came of trying to publish a checkpoint.
public sealed interface Publication {
    /// A new one is out.
    record Published(Checkpoint checkpoint, Instant at) implements Publication {}

    /// Every entry is under one already, which was published then.
    record Unchanged(Optional<Instant> since) implements Publication {}

    /// To sign would contradict what was signed before. The reason is for the hub's owner, and for everybody.
    record Refused(String reason) implements Publication {}
}
