package plimsoll.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.MerkleTree;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteKey.Algorithm;
import plimsoll.domain.ledger.NoteSigner;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;
import plimsoll.domain.ledger.TiledNodes;
import plimsoll.domain.ledger.TreeGrowth;
import plimsoll.domain.ledger.TreeHash;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.Cosigning.Cosigned;
import plimsoll.hub.ledger.Cosigning.Refuted;
import plimsoll.hub.ledger.Cosigning.SeenOther;
import plimsoll.hub.ledger.Cosigning.UnknownLog;
import plimsoll.hub.ledger.Cosigning.Unreadable;
import plimsoll.hub.ledger.Cosigning.Untrusted;

/// What a memory of witnessed logs promises, and what the witness over it answers.
public abstract class WitnessedLogsContract {
    private static final String ORIGIN = "other.example/log";
    private static final Instant NOON = Instant.ofEpochSecond(1_790_000_000);
    private static final int SIZE = 40;
    private static final int RACERS = 8;

    private final NoteSigner log = signer(ORIGIN, Algorithm.ED25519);
    private final List<NoteSigner> ours = List.of(
            signer("hub.example/log/witness", Algorithm.ED25519_COSIGNATURE),
            signer("hub.example/log/witness", Algorithm.ML_DSA_44));
    private final Map<Integer, byte[]> tiles = new HashMap<>();

    /// The memory under test, empty at first, the same at each call.
    protected abstract WitnessedLogs witnessed();

    private CosignCheckpoint witness() {
        return new CosignCheckpoint(witnessed(), List.of(log.key()), ours, InstantSource.fixed(NOON));
    }

    @BeforeEach
    void growALog() {
        var leaves = new ArrayList<TreeHash>();
        for (int i = 0; i < SIZE; i++) {
            leaves.add(TreeHash.leaf(Bytes.ofUtf8("entry " + i)));
        }
        TreeGrowth.after(0, this::hashes, leaves).forEach((tile, hashes) -> tiles.put(tile.level(), hashes));
    }

    @Test
    void aLogIsCosignedStepByStepByBothKeys() throws BadEvidence {
        long seen = 0;
        for (int size : new int[] {0, 1, 7, 7, 8, SIZE}) {
            var answer = witness().cosign(request(seen, size));
            assertTrue(answer instanceof Cosigned, size + ": " + answer);
            var signatures = ((Cosigned) answer).signatures();
            var keys = ours.stream().map(NoteSigner::key).toList();
            assertEquals(keys, new SignedNote(checkpoint(size).text(), signatures).signedBy(keys));
            assertTrue(signatures.stream().allMatch(signature -> signature.at().equals(NOON)));
            seen = size;
        }
        var kept = witness().seen(Sha256.ofUtf8(ORIGIN)).orElseThrow();
        assertEquals(checkpoint(SIZE).text(), kept.text());
        assertEquals(3, kept.signatures().size(), "the log's and ours");
        assertEquals(Optional.empty(), witness().seen(Sha256.ofUtf8("elsewhere")));
    }

    @Test
    void whoAsksFromAnotherSizeIsToldTheRightOne() {
        assertEquals(new SeenOther(0), witness().cosign(request(1, 7)));
        witness().cosign(request(0, 7));
        assertEquals(new SeenOther(7), witness().cosign(request(0, 8)));
        assertEquals(new SeenOther(7), witness().cosign(request(8, SIZE)));
    }

    @Test
    void whatIsNotProvenIsNotSigned() {
        assertTrue(witness().cosign(new WitnessRequest(0, List.of(TreeHash.EMPTY), note(7))) instanceof Refuted);
        witness().cosign(request(0, 7));
        assertTrue(witness().cosign(new WitnessRequest(7, List.of(), note(8))) instanceof Refuted);
        var proof = new ArrayList<>(tree(8).consistency(7, 8));
        proof.set(0, TreeHash.EMPTY);
        assertTrue(witness().cosign(new WitnessRequest(7, proof, note(8))) instanceof Refuted);
        var other = sign(new Checkpoint(ORIGIN, 7, TreeHash.EMPTY), log);
        assertTrue(witness().cosign(new WitnessRequest(7, List.of(), other)) instanceof Refuted, "another past");
        assertEquals(7, witnessed().last(ORIGIN).orElseThrow().size());
        assertTrue(witness().cosign(request(7, 8)) instanceof Cosigned);
    }

    @Test
    void anEmptyLogHasOneRoot() {
        var lie = sign(new Checkpoint(ORIGIN, 0, TreeHash.leaf(Bytes.ofUtf8("a"))), log);
        assertTrue(witness().cosign(new WitnessRequest(0, List.of(), lie)) instanceof Refuted);
    }

    @Test
    void onlyTheLogsOwnKeyIsBelieved() {
        var stranger = signer(ORIGIN, Algorithm.ED25519);
        var theirs = new WitnessRequest(0, List.of(), sign(checkpoint(7), stranger));
        assertTrue(witness().cosign(theirs) instanceof Untrusted);
        var elsewhere = signer("third.example/log", Algorithm.ED25519);
        var third = sign(new Checkpoint("third.example/log", 0, TreeHash.EMPTY), elsewhere);
        assertEquals(new UnknownLog(), witness().cosign(new WitnessRequest(0, List.of(), third)));
        var moved = new SignedNote(checkpoint(8).text(), note(7).signatures());
        assertTrue(witness().cosign(new WitnessRequest(0, List.of(), moved)) instanceof Untrusted);
        assertTrue(witness().cosign(new WitnessRequest(9, List.of(), note(7))) instanceof Unreadable);
    }

    @Test
    void requestsComeBackAsTheyWereSentAndAreBounded() throws BadEvidence {
        var request = request(7, SIZE);
        assertEquals(request, WitnessRequest.of(bytes(request.text())));
        var hash = TreeHash.EMPTY.base64() + "\n";
        var long63 = "old 7\n" + hash.repeat(63) + "\n" + note(8).note();
        assertEquals(63, WitnessRequest.of(bytes(long63)).proof().size());
        for (var text : List.of(
                "",
                "old 7\n" + hash.repeat(64) + "\n" + note(8).note(),
                "old -1\n\n" + note(8).note(),
                "old 07\n\n" + note(8).note(),
                "new 7\n\n" + note(8).note(),
                "old 7\nnothing\n\n" + note(8).note(),
                "old 7\n\n")) {
            assertFalse(isRequest(text), text);
        }
    }

    @Test
    void ofManyThatRaceOneIsSignedAndNothingRollsBack() throws InterruptedException, ExecutionException {
        witness().cosign(request(0, 7));
        var racers = new ArrayList<Callable<Cosigning>>();
        for (int i = 0; i < RACERS; i++) {
            var request = request(7, 8 + i);
            racers.add(() -> witness().cosign(request));
        }
        long best = 0;
        int signed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(racers)) {
                if (answer.get() instanceof Cosigned(var signatures)) {
                    signed++;
                    best = witnessed().last(ORIGIN).orElseThrow().size();
                    assertEquals(2, signatures.size());
                } else {
                    assertTrue(answer.get() instanceof SeenOther, "" + answer.get());
                }
            }
        }
        assertEquals(1, signed, "all asked from the same size");
        assertEquals(best, witnessed().last(ORIGIN).orElseThrow().size());
    }

    private WitnessRequest request(long seen, int size) {
        var proof = seen > size ? Collections.<TreeHash>emptyList() : tree(size).consistency(seen, size);
        return new WitnessRequest(seen, proof, note(size));
    }

    private SignedNote note(int size) {
        return sign(checkpoint(size), log);
    }

    private Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, tree(size).root(size));
    }

    private MerkleTree tree(int size) {
        return new MerkleTree(new TiledNodes(size, this::hashes));
    }

    private byte[] hashes(Tile tile) {
        return Arrays.copyOf(tiles.getOrDefault(tile.level(), new byte[0]), tile.width() * TreeHash.BYTES);
    }

    private static boolean isRequest(String text) {
        try {
            WitnessRequest.of(bytes(text));
            return true;
        } catch (BadEvidence _) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return Bytes.ofUtf8(text).toArray();
    }

    private static SignedNote sign(Checkpoint checkpoint, NoteSigner signer) {
        return new SignedNote(checkpoint.text(), List.of(signer.sign(checkpoint.text(), NOON)));
    }

    private static NoteSigner signer(String name, Algorithm algorithm) {
        try {
            var pair = KeyPairGenerator.getInstance(algorithm.jdkName()).generateKeyPair();
            return new NoteSigner(NoteKey.of(name, algorithm, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
