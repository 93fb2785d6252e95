package plimsoll.hub.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.ReceiveParts.Completion;
import plimsoll.hub.fixtures.LargeFileRoom;

final class ReceivePartsTest {
    private static final RepositoryId HERE = new RepositoryId("1".repeat(24));
    private static final String CONTENT = "thirty-three bytes, in four parts";
    private final LargeFileRoom room = new LargeFileRoom();

    @Test
    void partsMayComeInAnyOrderAndTwice() throws IOException {
        var upload = begin();
        assertEquals(4, upload.parts());
        var named = new HashMap<Integer, Sha256>();
        for (int number : new int[] {3, 1, 4, 1, 2, 3}) {
            named.put(number, send(upload, number, LargeFileRoom.part(CONTENT, number)));
        }
        assertEquals(new Completion.Whole(), room.parts().complete(upload, named));
        assertTrue(room.receive().hasArrived(HERE, upload.file()));
        assertEquals(
                List.of(Deed.Kind.LARGE_FILE_RECEIVED),
                room.journal().deeds().stream().map(Deed::kind).toList());
    }

    @Test
    void thePartsGoOnceTheFileIsWhole() throws IOException {
        var upload = begin();
        sendAll(upload);
        var whole = upload.file().content();
        // Joining goes on meanwhile, and may have ended.
        assertEquals(
                upload.parts(),
                room.blobs().list().filter(kept -> !kept.name().equals(whole)).count());
        room.parts().complete(upload, Map.of());
        assertEquals(List.of(whole), room.blobs().list().map(Blobs.Kept::name).toList());
        assertEquals(Optional.empty(), room.parts().find(upload.id()));
    }

    @Test
    void whoCannotWaitIsToldToAskAgain() throws IOException {
        var waiting = new ArrayDeque<Runnable>();
        var parts = room.hastyParts(waiting::add);
        var upload = begin();
        sendAll(upload, parts);
        assertEquals(1, waiting.size(), "joining begins with the first part");
        assertEquals(new Completion.Underway(), parts.complete(upload, Map.of()));
        assertFalse(room.receive().hasArrived(HERE, upload.file()));
        waiting.remove().run();
        assertEquals(new Completion.Whole(), parts.complete(upload, Map.of()));
        assertTrue(room.receive().hasArrived(HERE, upload.file()));
        assertEquals(0, waiting.size(), "nothing is done twice");
    }

    @Test
    void aPartSentAgainAfterItWasJoinedCounts() throws IOException {
        var upload = begin();
        send(upload, 1, "0123456789");
        for (int number = 2; number <= upload.parts(); number++) {
            send(upload, number, LargeFileRoom.part(CONTENT, number));
        }
        assertThrows(WrongContent.class, () -> room.parts().complete(upload, Map.of()));
        send(upload, 1, LargeFileRoom.part(CONTENT, 1));
        assertEquals(new Completion.Whole(), room.parts().complete(upload, Map.of()));
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        var upload = begin();
        send(upload, 2, LargeFileRoom.part(CONTENT, 2));
        assertEquals(new Completion.Missing(List.of(1, 3, 4)), room.parts().complete(upload, Map.of()));
        assertFalse(room.receive().hasArrived(HERE, upload.file()));
    }

    @Test
    void aPartThatIsNotTheOneNamedStopsTheCompletion() throws IOException {
        var upload = begin();
        sendAll(upload);
        var other = LargeFileRoom.pointer("another part").content();
        assertEquals(new Completion.Different(2), room.parts().complete(upload, Map.of(2, other)));
        assertFalse(room.receive().hasArrived(HERE, upload.file()));
    }

    @Test
    void wrongBytesInAPartSpoilTheWholeUntilItIsSentAgain() throws IOException {
        var upload = begin();
        sendAll(upload);
        send(upload, 2, "0123456789");
        assertThrows(WrongContent.class, () -> room.parts().complete(upload, Map.of()));
        assertFalse(room.receive().hasArrived(HERE, upload.file()));
        assertTrue(room.journal().deeds().isEmpty());
        send(upload, 2, LargeFileRoom.part(CONTENT, 2));
        assertEquals(new Completion.Whole(), room.parts().complete(upload, Map.of()));
    }

    @Test
    void aPartHasExactlyItsLength() {
        var upload = begin();
        assertThrows(WrongContent.class, () -> send(upload, 1, "short"));
        assertThrows(WrongContent.class, () -> send(upload, 1, "eleven bytes"));
        assertThrows(WrongContent.class, () -> send(upload, 4, "0123456789"));
        assertThrows(IllegalArgumentException.class, () -> send(upload, 0, "0123456789"));
        assertThrows(IllegalArgumentException.class, () -> send(upload, 5, "0123456789"));
        assertEquals(0, room.blobs().list().count());
    }

    @Test
    void anExpiredUploadIsOver() throws IOException {
        var upload = begin();
        var parts = room.hastyParts(_ -> {}); // a file joined before its upload expired goes later, as any other unheld
        sendAll(upload, parts);
        room.wait(ReceiveBlob.UPLOADS_LAST);
        assertEquals(Optional.empty(), parts.find(upload.id()));
        room.wait(Duration.ofMillis(1));
        assertEquals(1, room.sweep().sweep().uploads());
        assertEquals(0, room.blobs().list().count());
        assertEquals(Optional.empty(), parts.receive(upload, 1, LargeFileRoom.stream(LargeFileRoom.part(CONTENT, 1))));
    }

    @Test
    void twoUploadsMayShareAPart() throws IOException {
        var first = begin();
        var second = begin();
        sendAll(first);
        sendAll(second);
        assertEquals(new Completion.Whole(), room.parts().complete(first, Map.of()));
        assertEquals(new Completion.Whole(), room.parts().complete(second, Map.of()));
    }

    private Upload begin() {
        try {
            var offer = room.receive().offer("ada", HERE, LargeFileRoom.pointer(CONTENT), true);
            return assertInstanceOf(Offer.InParts.class, offer).upload();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sendAll(Upload upload) throws IOException {
        sendAll(upload, room.parts());
    }

    private static void sendAll(Upload upload, ReceiveParts parts) throws IOException {
        for (int number = 1; number <= upload.parts(); number++) {
            parts.receive(upload, number, LargeFileRoom.stream(LargeFileRoom.part(CONTENT, number)));
        }
    }

    private Sha256 send(Upload upload, int number, String content) throws IOException {
        return room.parts()
                .receive(upload, number, LargeFileRoom.stream(content))
                .orElseThrow();
    }
}
