package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.fixtures.LargeFileRoom;

final class SweepBlobsTest {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final Duration LONG = SweepBlobs.GRACE.plusSeconds(1);
    private final LargeFileRoom room = new LargeFileRoom();

    @Test
    void whatNobodyHoldsGoesAfterItsGrace() throws IOException {
        var stray = stray("stray");
        assertEquals(new Swept(0, 0, 0, 0, 0), room.sweep().sweep());
        assertTrue(room.blobs().has(stray.content()));
        room.wait(LONG);
        assertEquals(new Swept(1, 5, 0, 0, 0), room.sweep().rehearse());
        assertTrue(room.blobs().has(stray.content()));
        assertEquals(new Swept(1, 5, 0, 0, 0), room.sweep().sweep());
        assertFalse(room.blobs().has(stray.content()));
    }

    @Test
    void whatACommitNamesStaysForEver() throws IOException {
        var file = room.publish("ada", HERE, "published");
        room.wait(LONG.multipliedBy(100));
        assertEquals(new Swept(0, 0, 0, 0, 0), room.sweep().sweep());
        assertTrue(room.receive().hasArrived(HERE, file));
    }

    @Test
    void whatWasSentAndNeverCommittedGoesAndIsRecorded() throws IOException {
        var file = LargeFileRoom.pointer("forgotten");
        room.receive().receive("ada", HERE, file, LargeFileRoom.stream("forgotten"));
        room.wait(LONG);
        assertEquals(new Swept(0, 0, 0, 0, 0), room.sweep().rehearse());
        assertEquals(new Swept(1, 9, 0, 0, 1), room.sweep().sweep());
        assertEquals(Optional.empty(), room.files().find(HERE, file.content()));
        var removed = room.journal().deeds().getLast();
        assertEquals(Deed.Kind.LARGE_FILE_REMOVED, removed.kind());
        assertEquals(Deed.PLIMSOLL, removed.actor());
    }

    @Test
    void uploadsUnderWayKeepTheirParts() throws IOException {
        var content = "thirty-three bytes, in four parts";
        var offer = (Offer.InParts) room.receive().offer("ada", HERE, LargeFileRoom.pointer(content), true);
        var part = LargeFileRoom.part(content, 1);
        room.parts().receive(offer.upload(), 1, LargeFileRoom.stream(part));
        assertEquals(
                Set.of(),
                room.remove().remove(Set.of(LargeFileRoom.pointer(part).content())));
        assertEquals(1, room.uploads().parts(offer.upload().id()).size());
    }

    @Test
    void whatIsSentAgainIsYoungAgain() throws IOException {
        stray("stray");
        room.wait(LONG);
        stray("stray");
        assertEquals(0, room.sweep().sweep().blobs());
    }

    @Test
    void moreThanOneBatchIsSwept() throws IOException {
        for (int i = 0; i < BlobHolders.MAX_CANDIDATES * 2 + 1; i++) {
            stray("" + i);
        }
        room.wait(LONG);
        assertEquals(BlobHolders.MAX_CANDIDATES * 2 + 1, room.sweep().rehearse().blobs());
        assertEquals(BlobHolders.MAX_CANDIDATES * 2 + 1, room.sweep().sweep().blobs());
        assertEquals(0, room.blobs().list().count());
    }

    @Test
    void aLinkMadeBetweenTheTwoQuestionsSavesTheBlob() throws IOException {
        var file = stray("just in time");
        var asked = new AtomicInteger();
        BlobHolders late = candidates -> asked.incrementAndGet() == 1 ? Set.of() : candidates;
        var remove = new RemoveBlobs(room.blobs(), room.condemned(), List.of(late), room.clock());
        assertEquals(Set.of(), remove.remove(Set.of(file.content())));
        assertTrue(room.blobs().has(file.content()));
        room.link().link("ada", HERE, file); // and it is free to be linked again
    }

    @Test
    void aCrashedRemovalIsFinishedLater() throws IOException {
        var waste = stray("waste");
        var wanted = room.publish("ada", HERE, "wanted");
        for (var name : List.of(waste.content(), wanted.content())) {
            assertTrue(room.condemned().condemn(name, room.clock().instant()));
        }
        room.remove().finish();
        assertTrue(room.blobs().has(waste.content()));
        room.wait(RemoveBlobs.CRASHED_AFTER.plusSeconds(1));
        room.remove().finish();
        assertFalse(room.blobs().has(waste.content()));
        assertTrue(room.blobs().has(wanted.content()));
        room.link().link("ada", new RepositoryId("2".repeat(24)), wanted);
    }

    @Test
    void anotherHolderIsAskedToo() throws IOException {
        var pack = stray("a pack");
        BlobHolders packs = candidates -> Set.of(pack.content());
        var holders = List.<BlobHolders>of(room.files(), packs);
        var remove = new RemoveBlobs(room.blobs(), room.condemned(), holders, room.clock());
        assertEquals(Set.<Sha256>of(), remove.remove(Set.of(pack.content())));
    }

    private Pointer stray(String content) throws IOException {
        var file = LargeFileRoom.pointer(content);
        room.blobs().receive(file.content(), file.sizeBytes(), LargeFileRoom.stream(content));
        return file;
    }
}
