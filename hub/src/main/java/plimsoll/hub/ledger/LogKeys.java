package plimsoll.hub.ledger;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteKey.Algorithm;
import plimsoll.domain.ledger.NoteSigner;

/// The keys with which a hub gives evidence, by use. In each list the newest comes last, and all of them sign: those
/// who know an older key only go on trusting the log until it is retired.
///
/// @param log Ed25519, for checkpoints
/// @param quantum ML-DSA-44, for cosignatures of the hub's own checkpoints and of others'
/// @param witness Ed25519, for cosignatures of other hubs' checkpoints; never one of `log`
/// @param attestation P-256, for signatures of models and statements
/// @param retired Ed25519 keys of the log that sign no more: they check what they once signed
public record LogKeys(
        List<KeyPair> log,
        List<KeyPair> quantum,
        List<KeyPair> witness,
        List<KeyPair> attestation,
        List<PublicKey> retired) {
    /// What a hub's witness is called, after the name of its log.
    private static final String WITNESS = "/witness";

    public LogKeys {
        log = List.copyOf(log);
        quantum = List.copyOf(quantum);
        witness = List.copyOf(witness);
        attestation = List.copyOf(attestation);
        retired = List.copyOf(retired);
    }

    /// Who signs the checkpoints of the hub's own log.
    public List<NoteSigner> signers(String origin) {
        var signers = new ArrayList<NoteSigner>();
        log.forEach(pair -> signers.add(signer(origin, Algorithm.ED25519, pair)));
        quantum.forEach(pair -> signers.add(signer(origin, Algorithm.ML_DSA_44, pair)));
        return signers;
    }

    /// Who cosigns the checkpoints of other logs.
    public List<NoteSigner> witnesses(String origin) {
        var name = origin + WITNESS;
        var signers = new ArrayList<NoteSigner>();
        witness.forEach(pair -> signers.add(signer(name, Algorithm.ED25519_COSIGNATURE, pair)));
        quantum.forEach(pair -> signers.add(signer(name, Algorithm.ML_DSA_44, pair)));
        return signers;
    }

    /// The keys that once signed checkpoints of the log and do no more.
    public List<NoteKey> retired(String origin) {
        return retired.stream()
                .map(key -> NoteKey.of(origin, Algorithm.ED25519, key))
                .toList();
    }

    private static NoteSigner signer(String name, Algorithm algorithm, KeyPair pair) {
        return new NoteSigner(NoteKey.of(name, algorithm, pair.getPublic()), pair.getPrivate());
    }

    @Override
    public String toString() {
        return "%d keys of a log".formatted(log.size() + quantum.size()); // never the secrets
    }
}
