package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.RemoveBlobs;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.fixtures.ChunkedFile;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.MemoryXets;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.fixtures.Unread;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;

/// Files that came whole: the first version stays as it is, and later ones are kept as what they have of their own.
final class CutLargeFilesTest {
    private static final int SIZE = 3 << 20;
    private static final int CHANGED = 200_000;

    private final LargeFileRoom room = new LargeFileRoom();
    private final FewRepositories catalogue = new FewRepositories();
    private final Repository model = Story.model(1, "ada/model");
    private final Repository other = Story.model(2, "bob/model");
    private final Repository hidden = Story.repository(3, RepoKind.MODEL, "bob/hidden", Visibility.PRIVATE);
    private final MemoryXets xets = new MemoryXets(room.transactions(), room.files(), room.clock());
    private final OpenXorb open = new OpenXorb(xets, room.blobs(), ChunkedFile.NO_LZ4);
    private final WovenBlobs blobs = new WovenBlobs(room.blobs(), xets, open, room.clock());
    private final CutLargeFiles cut = cut();
    private final DropWholeBytes drop = new DropWholeBytes(
            room.blobs(), xets, xets, List.of(), room.condemned(), room.transactions(), room.clock());
    private final byte[] first = noise(1, SIZE);
    private final byte[] second = changed(first, 2);

    @BeforeEach
    void addRepositories() {
        List.of(model, other, hidden).forEach(catalogue::add);
    }

    @Test
    void aFirstVersionStaysWhole() throws IOException {
        var file = publish(model, first);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(0, drop.turn());
        assertTrue(room.blobs().has(file.content()));
        assertEquals(SIZE, xets.storage(model.id()).storedBytes());
    }

    @Test
    void aLaterVersionIsKeptAsWhatItHasOfItsOwn() throws IOException {
        publish(model, first);
        cutAll();
        var file = publish(model, second);
        cutAll();
        assertTrue(room.blobs().has(file.content()), "its grace is not over");
        assertEquals(kept(), xets.storage(model.id()).storedBytes());
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
        assertFalse(room.blobs().has(file.content()));
        assertArrayEquals(second, read(file));
        room.wait(DropWholeBytes.LOOK_AGAIN);
        assertEquals(0, drop.turn());
        assertTrue(kept() < SIZE + 3 * CHANGED, kept() + " bytes are kept");
        assertEquals(kept(), xets.storage(model.id()).storedBytes());
        assertEquals(2 * SIZE, xets.storage(model.id()).logicalBytes());
    }

    @Test
    void tenVersionsShareWhatTheyHaveInCommon() throws IOException {
        var version = first;
        for (int i = 0; i < 10; i++) {
            publish(model, version);
            cutAll();
            version = changed(version, 10 + i);
        }
        room.wait(DropWholeBytes.GRACE);
        assertEquals(9, drop.turn());
        assertTrue(kept() < SIZE + 9 * 3 * CHANGED, kept() + " bytes are kept");
    }

    @Test
    void aSweepTakesNothingThatChunksAreReadFrom() throws IOException {
        var one = publish(model, first);
        cutAll();
        var two = publish(model, second);
        cutAll();
        room.files().unlink(model.id(), one.content());
        room.wait(SweepBlobs.GRACE.plusSeconds(1));
        assertEquals(1, drop.turn());
        sweep();
        assertArrayEquals(second, read(two));
        room.files().unlink(model.id(), two.content());
        sweep();
        sweep();
        assertEquals(0, kept());
    }

    @Test
    void whatIsAnybodysIsSharedByOthers() throws IOException {
        publish(other, first);
        cutAll();
        publish(model, second);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
    }

    @Test
    void whatIsHiddenIsNot() throws IOException {
        publish(hidden, first);
        cutAll();
        var file = publish(model, second);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(0, drop.turn());
        assertTrue(room.blobs().has(file.content()));
        assertTrue(xets.of(file.content()).isPresent(), "but it is cut");
    }

    @Test
    void whatIsHiddenIsSharedWithItself() throws IOException {
        publish(hidden, first);
        cutAll();
        publish(hidden, second);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
    }

    @Test
    void aFileIsCutOnce() throws IOException {
        publish(model, first);
        assertEquals(1, cut.turn());
        assertEquals(0, cut.turn());
    }

    @Test
    void whatAFileRepeatsIsKeptOnce() throws IOException {
        var file = publish(model, new byte[SIZE]);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
        assertArrayEquals(new byte[SIZE], read(file));
        assertTrue(kept() < SIZE / 10, kept() + " bytes are kept");
    }

    @Test
    void bytesThatComeAgainAreNotKept() throws IOException {
        publish(model, first);
        cutAll();
        var file = publish(model, second);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
        blobs.receive(file.content(), SIZE, new ByteArrayInputStream(second));
        assertFalse(room.blobs().has(file.content()));
        try (var draft = blobs.draft()) {
            draft.write(ByteBuffer.wrap(second));
            assertEquals(file.content(), draft.keep());
        }
        room.wait(DropWholeBytes.GRACE);
        assertEquals(1, drop.turn());
        assertFalse(room.blobs().has(file.content()));
        assertArrayEquals(second, read(file));
    }

    @Test
    void aFileThatIsRemovedMeanwhileIsLeftAlone() throws IOException {
        publish(model, first);
        cutAll();
        var file = publish(model, second);
        cutAll();
        room.wait(DropWholeBytes.GRACE);
        assertTrue(room.condemned().condemn(file.content(), room.clock().instant()));
        assertEquals(0, drop.turn());
        assertTrue(room.blobs().has(file.content()));
    }

    private CutLargeFiles cut() {
        var door = new EnterRepository(catalogue, new MemoryReleases(), room.clock());
        var claims = new ClaimLargeFile(catalogue, door, Unread.reach(), room.files(), room.link());
        return new CutLargeFiles(
                room.blobs(),
                xets,
                xets,
                new FindShared(xets, xets, room.files(), claims),
                new WeaveFile(room.blobs(), xets, xets, open, room.condemned(), room.transactions(), room.clock()),
                room.condemned(),
                room.transactions(),
                ChunkedFile.HASHING,
                room.clock());
    }

    private void cutAll() throws IOException {
        while (cut.turn() > 0) {
            // on to the next
        }
    }

    private void sweep() throws IOException {
        var remove =
                new RemoveBlobs(blobs, room.condemned(), List.of(room.files(), room.uploads(), xets), room.clock());
        var sweep = new SweepBlobs(
                room.transactions(), room.journal(), blobs, room.files(), room.uploads(), remove, room.clock());
        sweep.sweep();
    }

    private Pointer publish(Repository repository, byte[] content) throws IOException {
        var file = new Pointer(sha256(content), content.length);
        blobs.receive(file.content(), content.length, new ByteArrayInputStream(content));
        room.files().link(repository.id(), file, room.clock().instant());
        room.files().commit(repository.id(), Set.of(file.content()));
        return file;
    }

    private byte[] read(Pointer file) throws IOException {
        try (var channel = blobs.open(file.content())) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private long kept() throws IOException {
        try (var all = room.blobs().list()) {
            return all.mapToLong(Blobs.Kept::sizeBytes).sum();
        }
    }

    private static Sha256 sha256(byte[] content) {
        MessageDigest hash = WovenBlobs.sha256();
        return Sha256.of(hash.digest(content));
    }

    private static byte[] changed(byte[] version, int seed) {
        var next = version.clone();
        int at = new Random(seed).nextInt(version.length - CHANGED);
        System.arraycopy(noise(seed, CHANGED), 0, next, at, CHANGED);
        return next;
    }

    private static byte[] noise(int seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
