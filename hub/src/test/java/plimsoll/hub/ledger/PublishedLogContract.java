package plimsoll.hub.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.EntryBundle;
import plimsoll.domain.ledger.LogPolicy;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.ledger.MerkleProof;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteKey.Algorithm;
import plimsoll.domain.ledger.NoteSigner;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;
import plimsoll.domain.ledger.TreeHash;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.Publication.Published;
import plimsoll.hub.ledger.Publication.Refused;
import plimsoll.hub.ledger.Publication.Unchanged;

/// What a published log promises, whatever keeps it, and what publishing makes of that: entries are their deeds',
/// checkpoints never contradict each other.
public abstract class PublishedLogContract {
    private static final String ORIGIN = "hub.example/log";
    private static final Instant NOON = Instant.ofEpochSecond(1_790_000_000);

    private final NoteSigner signer = signer(Algorithm.ED25519);
    private final NoteSigner quantum = signer(Algorithm.ML_DSA_44);
    private final Kept memory = new Kept();

    /// A journal, empty at first, the same at each call.
    protected abstract Journal journal();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    /// The entries it makes.
    protected abstract LogEntries entries();

    /// Where they are published.
    protected abstract PublishedLog published();

    @Test
    void aDeedAndItsEntryAreOne() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions().<Boolean, RuntimeException>run(() -> {
                    journal().append(moved(0));
                    throw new IllegalStateException("the deed failed");
                }));
        assertEquals(0, entries().count());
        record(moved(1), Deed.of(Deed.Kind.SIGNED_IN, "ada", "ada", Map.of()), moved(2));
        assertEquals(2, entries().count());
        assertEquals(3, journal().read(0, 10).size());
        var entry = entries().read(1, 5).getFirst().utf8();
        assertTrue(entry.contains("\"to\":\"commit 2\"") && entry.contains("\"type\":\"refs-moved/v1\""), entry);
        // With its quotes: three letters alone are in one of twenty hashes.
        assertFalse(entry.contains("\"ada\""), "a person's name is sealed");
        assertFalse(entry.contains("secret-branch"), "what is not said to be open is sealed");
    }

    @Test
    void whatWasSealedOpensUntilItIsForgotten() {
        record(moved(0), moved(1));
        var origin = entries().origin(1).orElseThrow();
        var link = journal().read(origin.journal(), 1).getFirst();
        var disclosure = Disclosure.of(link.deed().kind()).orElseThrow();
        assertEquals(
                entries().read(1, 1).getFirst(),
                disclosure.entry(link, origin.salt().orElseThrow()).bytes());
        assertEquals(
                List.of("actor", "journal", "ref"),
                disclosure.openings(link, origin.salt().orElseThrow()).stream()
                        .map(Disclosure.Opening::field)
                        .toList());
        assertEquals(List.of(1L, 0L), entries().about("0123", 10));
        assertEquals(List.of(1L), entries().about("0123", 1));
        entries().forget(1);
        assertEquals(Optional.empty(), entries().origin(1).orElseThrow().salt());
        assertEquals(Optional.empty(), entries().origin(2));
    }

    @Test
    void everyEntryIsProvenAgainstWhatWasPublished() throws IOException, BadEvidence {
        var publish = publisher(signer, quantum);
        assertEquals(new Unchanged(Optional.empty()), publish.publish());
        var read = new ReadLog(entries(), published());
        assertEquals(Optional.empty(), read.prove(0));
        assertEquals(Optional.empty(), read.tile(new Tile(0, 0, 1)));
        for (int i = 0; i < 300; i += 100) {
            var deeds = new ArrayList<Deed>();
            for (int j = i; j < i + 100; j++) {
                deeds.add(moved(j));
            }
            record(deeds.toArray(Deed[]::new));
            assertTrue(publish.publish() instanceof Published, "a new checkpoint");
            assertTrue(publish.publish() instanceof Unchanged, "nothing new");
        }
        var policy = new LogPolicy(List.of(signer.key(), quantum.key()), List.of(), 0);
        for (long position : new long[] {0, 1, 255, 256, 299}) {
            var proof = LogProof.of(read.prove(position).orElseThrow().text());
            var entry = read.entry(position).orElseThrow();
            assertEquals(300, proof.check(entry, policy).size());
            assertThrows(BadEvidence.class, () -> proof.check(Bytes.ofUtf8(entry.utf8() + " "), policy));
        }
        assertEquals(Optional.empty(), read.entry(300));
        assertEquals(
                44,
                EntryBundle.read(read.bundle(new Tile(0, 1, 44)).orElseThrow().toArray())
                        .size());
        assertEquals(Optional.empty(), read.bundle(new Tile(0, 1, 45)));
        assertEquals(8192, read.tile(new Tile(0, 0, 256)).orElseThrow().sizeBytes());
        assertEquals(32, read.tile(new Tile(1, 0, 1)).orElseThrow().sizeBytes());
        assertEquals(Optional.empty(), read.tile(new Tile(1, 0, 2)));
    }

    @Test
    void everyCheckpointContinuesEveryEarlierOne() throws IOException, BadEvidence {
        var publish = publisher(signer);
        var seen = new ArrayList<Checkpoint>();
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j <= i % 3; j++) {
                record(moved(i));
            }
            publish.publish();
            seen.add(Checkpoint.of(published().latest().orElseThrow().note().text()));
        }
        var read = new ReadLog(entries(), published());
        var last = seen.getLast();
        for (var earlier : seen) {
            var path = read.consistency(earlier.size(), last.size());
            assertTrue(MerkleProof.continues(earlier.size(), earlier.root(), last.size(), last.root(), path));
        }
    }

    @Test
    void aProcessThatDiesBetweenSigningAndKeepingIsContinued() throws IOException, BadEvidence {
        record(moved(0), moved(1));
        // What dies is whatever comes after the memory has been written: nothing reaches the database.
        var dying =
                new PublishCheckpoint(entries(), new Deaf(published()), memory, ORIGIN, List.of(signer), () -> NOON);
        dying.publish();
        assertEquals(Optional.empty(), published().latest());
        var signed = Checkpoint.of(memory.of(ORIGIN).orElseThrow().text());
        record(moved(2));
        assertTrue(publisher(signer).publish() instanceof Published);
        var now = Checkpoint.of(published().latest().orElseThrow().note().text());
        var path = new ReadLog(entries(), published()).consistency(signed.size(), now.size());
        assertTrue(MerkleProof.continues(signed.size(), signed.root(), now.size(), now.root(), path));
    }

    @Test
    void aDatabaseOlderThanWhatWasSignedIsNotContinued() throws IOException {
        record(moved(0), moved(1));
        publisher(signer).publish();
        memory.keep(ORIGIN, signed(new Checkpoint(ORIGIN, 5, TreeHash.EMPTY)));
        record(moved(2));
        var came = publisher(signer).publish();
        assertTrue(
                came instanceof Refused(var reason) && reason.contains("older than what the world has seen"),
                "" + came);
        assertEquals(2, published().latest().orElseThrow().size(), "nothing more was published");
    }

    @Test
    void aDatabaseWithOtherEntriesThanWereSignedIsNotContinued() throws IOException {
        record(moved(0), moved(1));
        publisher(signer).publish();
        memory.keep(ORIGIN, signed(new Checkpoint(ORIGIN, 3, TreeHash.EMPTY)));
        record(moved(2), moved(3));
        var publish = publisher(signer);
        var came = publish.publish();
        assertTrue(came instanceof Refused(var reason) && reason.contains("others in their place"), "" + came);
        assertTrue(publish.publish() instanceof Refused, "and it stays so");
        assertEquals(publish.last(), publish.publish());
        assertEquals(2, published().latest().orElseThrow().size(), "nothing more was published");
    }

    @Test
    void aNewKeySignsBesideTheOldOneAndIsAnEntryItself() throws IOException, BadEvidence {
        var publish = publisher(signer);
        publish.announceKeys(transactions(), journal());
        publish.announceKeys(transactions(), journal());
        assertEquals(1, entries().count());
        publish.publish();
        var next = signer(Algorithm.ED25519);
        var overlap = publisher(signer, next);
        assertTrue(overlap.publish() instanceof Published, "the same tree, signed by both");
        overlap.announceKeys(transactions(), journal());
        overlap.publish();
        assertEquals(2, entries().count());
        assertTrue(entries().read(1, 1).getFirst().utf8().contains(next.key().vkey()), "the key is told");
        var note = published().latest().orElseThrow().note();
        assertEquals(List.of(signer.key(), next.key()), note.signedBy(List.of(signer.key(), next.key())));
    }

    @Test
    void theOriginIsChosenOnce() {
        assertEquals("first.example/log", published().origin("first.example/log"));
        assertEquals("first.example/log", published().origin("second.example/log"));
    }

    @Test
    void ofTwoProcessesOnePublishes() throws IOException {
        record(moved(0));
        publisher(signer).publish();
        var latest = published().latest().orElseThrow();
        assertFalse(published().publish(0, latest, Map.of()), "the first was faster");
        assertTrue(published().replace(latest));
        assertArrayEquals(new byte[0], published().hashes(7, 7));
    }

    /// The memory outside the database was lost with it, but a witness has not forgotten.
    @Test
    void aWitnessThatHasSeenMoreThanThereIsHaltsTheLog() throws IOException {
        record(moved(0), moved(1));
        var publish = publisher(signer);
        publish.publish();
        var read = new ReadLog(entries(), published());
        var witness = new SeesMore(5, quantum.key());
        new GatherCosignatures(published(), read, publish, List.of(witness)).gather();
        assertEquals(1, witness.asked, "to prove from what it has seen is beyond this database");
        for (int later = 0; later < 2; later++) {
            record(moved(2 + later));
            var came = publish.publish();
            assertTrue(
                    came instanceof Refused(var reason)
                            && reason.contains("has seen 5 entries of this log, and the database has only 2"),
                    "" + came);
        }
        assertEquals(2, published().latest().orElseThrow().size(), "nothing more was published");
    }

    @Test
    void aWitnessThatHasSeenLessIsAskedAgainAndHaltsNothing() throws IOException {
        record(moved(0), moved(1));
        var publish = publisher(signer);
        publish.publish();
        var witness = new SeesMore(1, quantum.key());
        new GatherCosignatures(published(), new ReadLog(entries(), published()), publish, List.of(witness)).gather();
        assertEquals(2, witness.asked, "once more, with a proof from where it is");
        record(moved(2));
        assertTrue(publish.publish() instanceof Published);
    }

    private PublishCheckpoint publisher(NoteSigner... signers) {
        published().origin(ORIGIN);
        return new PublishCheckpoint(
                entries(), published(), memory, ORIGIN, List.of(signers), InstantSource.fixed(NOON));
    }

    private SignedNote signed(Checkpoint checkpoint) {
        return new SignedNote(checkpoint.text(), List.of(signer.sign(checkpoint.text(), NOON)));
    }

    private void record(Deed... deeds) {
        transactions().run(() -> {
            List.of(deeds).forEach(journal()::append);
            return true;
        });
    }

    private static Deed moved(int number) {
        return Deed.of(
                Deed.Kind.REFS_MOVED,
                "ada",
                "0123",
                Map.of("ref", "refs/heads/secret-branch", "from", "", "to", "commit " + number));
    }

    private static NoteSigner signer(Algorithm algorithm) {
        try {
            var pair = KeyPairGenerator.getInstance(algorithm.jdkName()).generateKeyPair();
            return new NoteSigner(NoteKey.of(ORIGIN, algorithm, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// A witness that says it has seen so many entries, whatever it is shown.
    private static final class SeesMore implements Witness {
        private final long seen;
        private final NoteKey key;
        private int asked;

        SeesMore(long seen, NoteKey key) {
            this.seen = seen;
            this.key = key;
        }

        @Override
        public List<NoteKey> keys() {
            return List.of(key);
        }

        @Override
        public Cosigning cosign(WitnessRequest request) {
            asked++;
            return new Cosigning.SeenOther(seen);
        }
    }

    /// A memory outside the database.
    private static final class Kept implements LastSigned {
        private final Map<String, SignedNote> notes = new HashMap<>();

        @Override
        public Optional<SignedNote> of(String origin) {
            return Optional.ofNullable(notes.get(origin));
        }

        @Override
        public void keep(String origin, SignedNote note) {
            notes.put(origin, note);
        }
    }

    /// A database that a dying process does not reach any more.
    private record Deaf(PublishedLog real) implements PublishedLog {
        @Override
        public String origin(String proposal) {
            return real.origin(proposal);
        }

        @Override
        public Optional<Latest> latest() {
            return real.latest();
        }

        @Override
        public byte[] hashes(int level, long number) {
            return real.hashes(level, number);
        }

        @Override
        public boolean publish(long before, Latest latest, Map<Tile, byte[]> changed) {
            return false;
        }

        @Override
        public boolean replace(Latest latest) {
            return false;
        }
    }
}
