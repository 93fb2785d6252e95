package plimsoll.hub.ledger;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.LogPolicy;
import plimsoll.domain.ledger.MerkleProof;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteSignature;
import plimsoll.domain.ledger.NoteSigner;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.TreeHash;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.PublishedLog.Latest;

/// Sees the checkpoints of other logs and signs that it did, each only when it continues the one before: a log that
/// shows different pasts to different people finds no witness for the second (C2SP tlog-witness).
public final class CosignCheckpoint {
    private final WitnessedLogs witnessed;
    private final List<NoteKey> logs;
    private final List<NoteSigner> signers;
    private final InstantSource clock;

    /// A witness of the logs that these keys sign for.
    ///
    /// @param logs keys of logs, each named for its origin
    public CosignCheckpoint(
            WitnessedLogs witnessed, List<NoteKey> logs, List<NoteSigner> signers, InstantSource clock) {
        this.witnessed = witnessed;
        this.logs = List.copyOf(logs);
        this.signers = List.copyOf(signers);
        this.clock = clock;
    }

    /// Answers a log that wants its checkpoint cosigned. What is answered with signatures is durably kept before.
    public Cosigning cosign(WitnessRequest request) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(request.checkpoint().text());
        } catch (BadEvidence e) {
            return new Cosigning.Unreadable(e.reason());
        }
        var keys = keysOf(checkpoint.origin());
        if (keys.isEmpty()) {
            return new Cosigning.UnknownLog();
        }
        try {
            new LogPolicy(keys, List.of(), 0).believe(request.checkpoint());
        } catch (BadEvidence e) {
            return new Cosigning.Untrusted(e.reason());
        }
        return request.older() > checkpoint.size()
                ? new Cosigning.Unreadable("the old size is larger than the checkpoint's")
                : judge(request, checkpoint);
    }

    /// The newest checkpoint cosigned for the log whose origin has this hash, with the log's signatures and ours.
    public Optional<SignedNote> seen(Sha256 originHash) {
        return logs.stream()
                .map(NoteKey::name)
                .distinct()
                .filter(origin -> Sha256.ofUtf8(origin).equals(originHash))
                .findFirst()
                .flatMap(witnessed::last)
                .map(Latest::note);
    }

    private Cosigning judge(WitnessRequest request, Checkpoint checkpoint) {
        var last = witnessed.last(checkpoint.origin());
        long seen = last.map(Latest::size).orElse(0L);
        if (request.older() != seen) {
            return new Cosigning.SeenOther(seen);
        }
        boolean continues = MerkleProof.continues(
                seen,
                last.map(CosignCheckpoint::root).orElse(TreeHash.EMPTY),
                checkpoint.size(),
                checkpoint.root(),
                request.proof());
        if (!continues) {
            return new Cosigning.Refuted(
                    "the checkpoint is not proven to continue the one over %d entries".formatted(seen));
        }
        var at = clock.instant();
        var cosignatures = signers.stream()
                .map(signer -> signer.sign(request.checkpoint().text(), at))
                .toList();
        var note = ofLog(request.checkpoint()).with(cosignatures);
        return witnessed.advance(checkpoint.origin(), seen, new Latest(checkpoint.size(), note, at))
                ? new Cosigning.Cosigned(cosignatures)
                : new Cosigning.SeenOther(
                        witnessed.last(checkpoint.origin()).map(Latest::size).orElse(0L));
    }

    // Other witnesses' signatures are theirs to show.
    private SignedNote ofLog(SignedNote note) {
        List<NoteSignature> byLog = note.signatures().stream()
                .filter(signature -> logs.stream().anyMatch(signature::claims))
                .toList();
        return new SignedNote(note.text(), byLog);
    }

    private List<NoteKey> keysOf(String origin) {
        return logs.stream().filter(key -> key.name().equals(origin)).toList();
    }

    private static TreeHash root(Latest latest) {
        try {
            return Checkpoint.of(latest.note().text()).root();
        } catch (BadEvidence e) {
            throw new IllegalStateException("what this witness has kept cannot be read: " + e.reason(), e);
        }
    }
}
