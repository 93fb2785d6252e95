package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.fixtures.LargeFileRoom;

final class ReceiveBlobTest {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final RepositoryId THERE = new RepositoryId("2".repeat(24));
    private static final Pointer FILE = LargeFileRoom.pointer("hello");
    private final LargeFileRoom room = new LargeFileRoom();

    @Test
    void receivedBytesBelongToTheRepositoryTheyWereSentTo() throws IOException {
        room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello"));
        assertEquals(new Offer.Present(), offer(HERE, FILE));
        assertEquals(new Offer.Whole(), offer(THERE, FILE));
        var details = Map.of("sha256", FILE.content().hex(), "size", "5");
        var deed = Deed.of(Deed.Kind.LARGE_FILE_RECEIVED, "ada", HERE.hex(), details);
        assertEquals(List.of(deed), room.journal().deeds());
    }

    @Test
    void wrongBytesAreNeitherKeptNorLinkedNorRecorded() {
        assertThrows(
                WrongContent.class, () -> room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("jello")));
        assertEquals(Optional.empty(), room.files().find(HERE, FILE.content()));
        assertEquals(0, room.blobs().list().count());
        assertTrue(room.journal().deeds().isEmpty());
    }

    @Test
    void aFileThatNobodyAnnouncedIsNamedByWhatCame() throws IOException {
        assertEquals(FILE, room.receive().receive("ada", HERE, LargeFileRoom.stream("hello")));
        assertEquals(new Offer.Present(), offer(HERE, FILE));
        assertEquals(1, room.journal().deeds().size());
    }

    @Test
    void aFileThatNobodyAnnouncedIsNoLargerThanOthers() {
        var endless = LargeFileRoom.stream("a".repeat(LargeFileRoom.MAX + 1));
        assertThrows(WrongContent.class, () -> room.receive().receive("ada", HERE, endless));
        assertEquals(0, room.blobs().list().count());
        assertTrue(room.journal().deeds().isEmpty());
    }

    @Test
    void sendingTwiceIsRecordedOnce() throws IOException {
        room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello"));
        room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello"));
        assertEquals(1, room.journal().deeds().size());
    }

    @Test
    void aLinkWhoseBlobIsGoneAsksForTheBytesAgain() throws IOException {
        room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello"));
        room.blobs().delete(FILE.content());
        assertEquals(new Offer.Whole(), offer(HERE, FILE));
    }

    @Test
    void largeFilesComeInPartsIfTheirSenderCan() throws IOException {
        var large = new Pointer(FILE.content(), LargeFileRoom.IN_PARTS_FROM);
        assertInstanceOf(Offer.InParts.class, room.receive().offer("ada", HERE, large, true));
        assertEquals(new Offer.Whole(), room.receive().offer("ada", HERE, large, false));
        var smaller = new Pointer(FILE.content(), LargeFileRoom.IN_PARTS_FROM - 1);
        assertEquals(new Offer.Whole(), room.receive().offer("ada", HERE, smaller, true));
    }

    @Test
    void sizesAreChecked() throws IOException {
        assertEquals(new Offer.TooLarge(LargeFileRoom.MAX), offer(HERE, new Pointer(FILE.content(), 1001)));
        room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello"));
        assertEquals(new Offer.OtherSize(5), offer(HERE, new Pointer(FILE.content(), 6)));
    }

    @Test
    void unfinishedUploadsHaveALimit() throws IOException {
        var large = new Pointer(FILE.content(), LargeFileRoom.IN_PARTS_FROM);
        var receive = room.receive();
        for (int i = 0; i < 1000; i++) {
            assertInstanceOf(Offer.InParts.class, receive.offer("ada", HERE, large, true));
        }
        assertEquals(new Offer.TooManyUploads(), receive.offer("ada", HERE, large, true));
        assertInstanceOf(Offer.InParts.class, receive.offer("ada", THERE, large, true));
    }

    @Test
    void aBlobThatIsBeingRemovedIsNotLinked() {
        assertTrue(room.condemned().condemn(FILE.content(), room.clock().instant()));
        assertThrows(BlobLeaving.class, () -> room.receive().receive("ada", HERE, FILE, LargeFileRoom.stream("hello")));
        assertEquals(Optional.empty(), room.files().find(HERE, FILE.content()));
        assertTrue(room.journal().deeds().isEmpty());
    }

    private Offer offer(RepositoryId repository, Pointer file) throws IOException {
        return room.receive().offer("ada", repository, file, false);
    }
}
