package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;

final class LogAuditTest {
    private static final String ORIGIN = "hub.example/log";
    private static final int SIZE = 700;

    private final NoteSigner signer = Keys.signer(ORIGIN, NoteKey.Algorithm.ED25519);
    private final LogPolicy policy = new LogPolicy(List.of(signer.key()), List.of(), 0);
    private final Grown grown = new Grown().to(SIZE, 100);
    private final Map<String, byte[]> files = new HashMap<>();
    private final LogAudit audit = new LogAudit((path, _) -> Optional.ofNullable(files.get(path)), policy);

    @Test
    void aWholeLogIsReadAndBelieved() throws IOException, BadEvidence {
        serve(SIZE);
        var newest = Checkpoint.of(audit.newest().text());
        var read = new ArrayList<Bytes>();
        audit.follow(none(), newest, (position, entry) -> {
            assertEquals(read.size(), position);
            read.add(entry);
        });
        assertEquals(SIZE, read.size());
        assertEquals(Grown.entry(SIZE - 1), read.getLast());
    }

    @Test
    void everyStepOfALogIsFollowed() throws IOException, BadEvidence {
        var known = none();
        for (int size : new int[] {1, 2, 200, 255, 256, 257, 511, 512, 513, 513, SIZE}) {
            serve(size);
            var newest = Checkpoint.of(audit.newest().text());
            var read = new ArrayList<Long>();
            audit.follow(known, newest, (position, _) -> read.add(position));
            assertEquals(newest.size() - known.size(), read.size());
            known = newest;
        }
    }

    @Test
    void aChangedEntryIsSeen() throws IOException, BadEvidence {
        serve(SIZE);
        var newest = Checkpoint.of(audit.newest().text());
        for (var path : List.of(
                "tile/entries/000", "tile/entries/002.p/188", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2")) {
            var sound = files.get(path);
            assertTrue(sound != null, path);
            var bent = sound.clone();
            bent[bent.length - 1] ^= 1;
            files.put(path, bent);
            assertThrows(BadEvidence.class, () -> audit.follow(none(), newest, (_, _) -> {}), path);
            files.put(path, sound);
        }
        files.remove("tile/entries/001");
        assertThrows(BadEvidence.class, () -> audit.follow(none(), newest, (_, _) -> {}));
    }

    @Test
    void aForkAndARollbackAreSeen() throws IOException, BadEvidence {
        serve(300);
        var once = Checkpoint.of(audit.newest().text());
        var other = new Checkpoint(ORIGIN, 300, TreeHash.leaf(Bytes.ofUtf8("another past")));
        serve(SIZE);
        var newest = Checkpoint.of(audit.newest().text());
        audit.follow(once, newest, (_, _) -> {});
        assertThrows(BadEvidence.class, () -> audit.follow(other, newest, (_, _) -> {}));
        assertThrows(BadEvidence.class, () -> audit.follow(newest, once, (_, _) -> {}));
        assertThrows(
                BadEvidence.class, () -> audit.follow(newest, new Checkpoint(ORIGIN, SIZE, once.root()), (_, _) -> {}));
        assertThrows(
                BadEvidence.class,
                () -> audit.follow(new Checkpoint("other.example/log", 0, TreeHash.EMPTY), newest, (_, _) -> {}));
    }

    @Test
    void aCheckpointThatNobodyKnownSignedIsNotBelieved() {
        serve(3);
        var stranger = Keys.signer(ORIGIN, NoteKey.Algorithm.ED25519);
        var theirs = new LogAudit(
                (path, _) -> Optional.ofNullable(files.get(path)),
                new LogPolicy(List.of(stranger.key()), List.of(), 0));
        assertThrows(BadEvidence.class, theirs::newest);
        files.clear();
        assertThrows(BadEvidence.class, audit::newest);
    }

    /// Puts out what the log serves at a size; partial tiles of smaller sizes go, as a log may let them.
    private void serve(int size) {
        files.clear();
        for (int level = 0; level < 3; level++) {
            for (var tile : Tile.of(size, level)) {
                files.put(tile.path(), grown.hashes(tile));
            }
        }
        for (var tile : Tile.of(size, 0)) {
            var entries = new ArrayList<Bytes>();
            for (int i = 0; i < tile.width(); i++) {
                entries.add(Grown.entry(tile.number() * Tile.FULL + i));
            }
            files.put(tile.entriesPath(), EntryBundle.write(entries));
        }
        var text = new Checkpoint(ORIGIN, size, grown.tree(size).root(size)).text();
        var note = new SignedNote(text, List.of(signer.sign(text, Instant.ofEpochSecond(1))));
        files.put("checkpoint", note.note().getBytes(StandardCharsets.UTF_8));
    }

    private static Checkpoint none() {
        return new Checkpoint(ORIGIN, 0, TreeHash.EMPTY);
    }
}
