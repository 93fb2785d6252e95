package plimsoll.domain.ledger;

import java.util.List;
import java.util.stream.Stream;

/// Whom somebody who checks evidence trusts: the keys of a log, and how many of some witnesses must have seen what it
/// signed.
///
/// @param log the log's keys, of which one that signs the text itself has to have signed; older ones among them keep
///     old evidence valid
/// @param witnesses the keys of witnesses; several of one name count once
/// @param quorum how many witnesses must have signed; 0 trusts the log to show everybody the same
public record LogPolicy(List<NoteKey> log, List<NoteKey> witnesses, int quorum) {
    public LogPolicy {
        log = List.copyOf(log);
        witnesses = List.copyOf(witnesses);
    }

    /// The checkpoint in a note, when this policy believes it.
    ///
    /// @throws BadEvidence with the reason why not
    public Checkpoint believe(SignedNote note) throws BadEvidence {
        var checkpoint = Checkpoint.of(note.text());
        var known = Stream.concat(log.stream(), witnesses.stream()).toList();
        var signers = note.signedBy(known);
        boolean byLog = log.stream()
                .filter(signers::contains)
                .anyMatch(key -> key.algorithm() == NoteKey.Algorithm.ED25519
                        && key.name().equals(checkpoint.origin()));
        if (!byLog) {
            throw new BadEvidence("no key of the log %s that is known here signed this".formatted(checkpoint.origin()));
        }
        long seen = witnesses.stream()
                .filter(signers::contains)
                .map(NoteKey::name)
                .distinct()
                .count();
        if (seen < quorum) {
            throw new BadEvidence("%d of the %d witnesses asked for have signed this".formatted(seen, quorum));
        }
        return checkpoint;
    }
}
