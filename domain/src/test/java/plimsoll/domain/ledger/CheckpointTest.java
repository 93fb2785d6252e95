package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.domain.ledger.NoteKey.Algorithm.ED25519;
import static plimsoll.domain.ledger.NoteKey.Algorithm.ED25519_COSIGNATURE;
import static plimsoll.domain.ledger.NoteKey.Algorithm.ML_DSA_44;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Bytes;

final class CheckpointTest {
    private static final Instant NOON = Instant.ofEpochSecond(1_790_000_000);
    private static final String LOG = "example.org/log";

    private final Grown grown = new Grown().to(20, 20);
    private final Checkpoint checkpoint = new Checkpoint(LOG, 20, grown.tree(20).root(20));
    private final NoteSigner log = Keys.signer(LOG, ED25519);
    private final NoteSigner quantum = Keys.signer(LOG, ML_DSA_44);
    private final NoteSigner north = Keys.signer("north.example/witness", ED25519_COSIGNATURE);
    private final NoteSigner south = Keys.signer("south.example/witness", ML_DSA_44);

    @Test
    void aCheckpointIsThreeLinesAndMayBeExtended() throws BadEvidence {
        assertEquals(LOG + "\n20\n" + checkpoint.root().base64() + "\n", checkpoint.text());
        assertEquals(checkpoint, Checkpoint.of(checkpoint.text()));
        assertEquals(checkpoint, Checkpoint.of(checkpoint.text() + "more\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n",
                "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThrows(BadEvidence.class, () -> Checkpoint.of(text));
    }

    @Test
    void everyAlgorithmSignsAndChecks() throws BadEvidence {
        for (var signer : List.of(log, quantum, north, south)) {
            var note = new SignedNote(checkpoint.text(), List.of(signer.sign(checkpoint.text(), NOON)));
            var read = SignedNote.of(note.note());
            assertEquals(List.of(signer.key()), read.signedBy(List.of(signer.key())));
            assertEquals(signer.key(), NoteKey.of(signer.key().vkey()));
            var other = new SignedNote(new Checkpoint(LOG, 21, checkpoint.root()).text(), note.signatures());
            assertThrows(BadEvidence.class, () -> other.signedBy(List.of(signer.key())), signer.toString());
        }
    }

    @Test
    void aCosignatureHoldsForItsTimeOnlyAndNeverForNone() throws BadEvidence {
        for (var signer : List.of(north, south)) {
            var signature = signer.sign(checkpoint.text(), NOON);
            assertEquals(NOON, signature.at());
            var blob = signature.blob().toArray();
            ByteBuffer.wrap(blob).putLong(NoteKey.ID_BYTES, NOON.getEpochSecond() + 1);
            var later =
                    new SignedNote(checkpoint.text(), List.of(new NoteSignature(signature.name(), Bytes.copyOf(blob))));
            assertThrows(BadEvidence.class, () -> later.signedBy(List.of(signer.key())));
            assertThrows(IllegalArgumentException.class, () -> signer.sign(checkpoint.text(), Instant.EPOCH));
        }
    }

    @Test
    void cosignaturesSignTheBytesTheFormatSays() {
        assertArrayEquals(
                ("cosignature/v1\ntime 1790000000\n" + checkpoint.text()).getBytes(StandardCharsets.UTF_8),
                SignedText.of(north.key(), checkpoint.text(), NOON.getEpochSecond())
                        .orElseThrow());
        var tree = new ByteArrayOutputStream();
        tree.writeBytes("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII));
        tree.write(21);
        tree.writeBytes("south.example/witness".getBytes(StandardCharsets.US_ASCII));
        tree.writeBytes(ByteBuffer.allocate(8).putLong(1_790_000_000).array());
        tree.write(15);
        tree.writeBytes(LOG.getBytes(StandardCharsets.US_ASCII));
        tree.writeBytes(ByteBuffer.allocate(16).putLong(0).putLong(20).array());
        tree.writeBytes(checkpoint.root().toArray());
        var message = SignedText.of(south.key(), checkpoint.text(), NOON.getEpochSecond())
                .orElseThrow();
        assertArrayEquals(tree.toByteArray(), message);
        assertEquals(12 + 1 + 21 + 8 + 1 + 15 + 8 + 8 + 32, message.length);
        assertEquals(Optional.empty(), SignedText.of(south.key(), checkpoint.text(), 0));
        assertEquals(Optional.empty(), SignedText.of(south.key(), "no checkpoint\n", 1));
    }

    @Test
    void aProofHoldsOfflineWhenEnoughWitnessesSaw() throws BadEvidence {
        var read = LogProof.of(proof(log, quantum, north, south).text());
        var keys = List.of(log.key(), quantum.key());
        var witnesses = List.of(north.key(), south.key());
        assertEquals(checkpoint, read.check(Grown.entry(7), new LogPolicy(keys, witnesses, 2)));
        assertEquals(checkpoint, read.check(Grown.entry(7), new LogPolicy(List.of(log.key()), List.of(), 0)));
        assertThrows(BadEvidence.class, () -> read.check(Grown.entry(8), new LogPolicy(keys, witnesses, 2)));
        var lonely = LogProof.of(proof(log, north).text());
        assertEquals(checkpoint, lonely.check(Grown.entry(7), new LogPolicy(keys, witnesses, 1)));
        assertThrows(BadEvidence.class, () -> lonely.check(Grown.entry(7), new LogPolicy(keys, witnesses, 2)));
    }

    @Test
    void whatTheLogDidNotSignProvesNothing() throws BadEvidence {
        var unsigned = LogProof.of(proof(north, south).text());
        var policy = new LogPolicy(List.of(log.key()), List.of(north.key(), south.key()), 2);
        assertThrows(BadEvidence.class, () -> unsigned.check(Grown.entry(7), policy));
        // A post-quantum signature alone does not make a checkpoint public: the text asks for Ed25519.
        var onlyQuantum = LogProof.of(proof(quantum).text());
        assertThrows(
                BadEvidence.class,
                () -> onlyQuantum.check(
                        Grown.entry(7), new LogPolicy(List.of(log.key(), quantum.key()), List.of(), 0)));
        // Nor does the key of another log.
        var stranger = Keys.signer("example.com/log", ED25519);
        var foreign = LogProof.of(proof(stranger).text());
        assertThrows(
                BadEvidence.class,
                () -> foreign.check(Grown.entry(7), new LogPolicy(List.of(stranger.key()), List.of(), 0)));
    }

    @Test
    void severalKeysOfOneWitnessAreOneWitness() {
        var again = Keys.signer("north.example/witness", ML_DSA_44);
        var proof = proof(log, north, again);
        var policy = new LogPolicy(List.of(log.key()), List.of(north.key(), again.key(), south.key()), 2);
        assertThrows(BadEvidence.class, () -> proof.check(Grown.entry(7), policy));
    }

    @Test
    void afterARotationOldProofsHoldByTheOldKey() throws BadEvidence {
        var next = Keys.signer(LOG, ED25519);
        var old = proof(log);
        var overlapping = proof(log, next);
        assertFalse(next.key().equals(log.key()));
        assertEquals(
                checkpoint, old.check(Grown.entry(7), new LogPolicy(List.of(log.key(), next.key()), List.of(), 0)));
        for (var known : List.of(log.key(), next.key())) {
            assertEquals(checkpoint, overlapping.check(Grown.entry(7), new LogPolicy(List.of(known), List.of(), 0)));
        }
    }

    @Test
    void theExtraLineIsCarriedAndNotTrusted() throws BadEvidence {
        var plain = proof(log);
        var extra =
                new LogProof(Optional.of(Bytes.ofUtf8("anything")), plain.index(), plain.path(), plain.checkpoint());
        var read = LogProof.of(extra.text());
        assertEquals(extra, read);
        assertTrue(extra.text().startsWith("c2sp.org/tlog-proof@v1\nextra YW55dGhpbmc=\nindex 7\n"));
        assertEquals(checkpoint, read.check(Grown.entry(7), new LogPolicy(List.of(log.key()), List.of(), 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\n\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\na\n",
                "c2sp.org/tlog-proof@v1\nindex 00\n\nlog\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 n AAAAAAA=\n",
                "c2sp.org/tlog-proof@v1\nindex 0\nAA\n\nlog\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 n AAAAAAA=\n",
                "c2sp.org/tlog-proof@v1\nextra AA==\n\nlog\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u2014 n AAAAAAA=\n"
            })
    void whatIsNoProofIsRefused(String text) {
        assertThrows(BadEvidence.class, () -> LogProof.of(text));
    }

    private LogProof proof(NoteSigner... signers) {
        var signatures = new ArrayList<NoteSignature>();
        for (var signer : signers) {
            signatures.add(signer.sign(checkpoint.text(), NOON));
        }
        return new LogProof(
                Optional.empty(), 7, grown.tree(20).inclusion(7, 20), new SignedNote(checkpoint.text(), signatures));
    }
}
