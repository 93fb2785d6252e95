package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.HeldCommit;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.fixtures.Unread;
import plimsoll.hub.repositories.GitWire.Brought;

final class ReceivePushTest {
    private static final GitOid COMMIT = Story.commit(1);
    private static final RefMove MAIN = new RefMove(RefName.MAIN, Optional.empty(), Optional.of(COMMIT));

    private final LargeFileRoom room = new LargeFileRoom();
    private final FewRepositories catalogue = new FewRepositories();
    private final EnterRepository door = new EnterRepository(catalogue, new MemoryReleases(), new StoppedClock());
    private final Repository model = Story.model(1, "lab/model");
    private final List<GitOid> described = new ArrayList<>();
    private final OneMain wire = new OneMain();
    private final ReceivePush push = new ReceivePush(
            wire,
            new ClaimLargeFile(catalogue, door, Unread.reach(), room.files(), room.link()),
            room.files(),
            new SumFiles(),
            new RecordMoves(room.journal(), Inspections.NONE, (_, head) -> () -> described.add(head.commit())));

    ReceivePushTest() {
        catalogue.add(model);
    }

    @Test
    void aLargeFileMustHaveBeenUploadedFirst() throws IOException {
        receive(LargeFileRoom.pointer("weights"));
        assertTrue(wire.refusal.orElseThrow().contains("big.bin"), wire.refusal::toString);
        assertTrue(wire.refusal.orElseThrow().contains("git lfs push"), wire.refusal::toString);
        assertEquals(List.of(), described);
    }

    @Test
    void aPointerMustTellTheTrueSize() throws IOException {
        var file = room.publish("ada", model.id(), "weights");
        receive(new Pointer(file.content(), file.sizeBytes() + 1));
        assertTrue(wire.refusal.orElseThrow().contains("says 8 bytes"), wire.refusal::toString);
    }

    @Test
    void whatLandsIsLinkedRecordedAndDescribed() throws IOException {
        room.receive().receive("ada", model.id(), LargeFileRoom.pointer("weights"), LargeFileRoom.stream("weights"));
        var file = LargeFileRoom.pointer("weights");
        receive(file);
        assertEquals(Optional.empty(), wire.refusal);
        assertTrue(room.files().find(model.id(), file.content()).orElseThrow().committed());
        var deed = room.journal().read(0, 100).getLast().deed();
        assertEquals(Deed.Kind.REFS_MOVED, deed.kind());
        assertEquals("ada", deed.actor());
        assertEquals(model.id().hex(), deed.subject());
        assertEquals("refs/heads/main", deed.details().get("ref"));
        assertEquals(COMMIT.hex(), deed.details().get("to"));
        assertEquals(List.of(COMMIT), described);
    }

    @Test
    void aFolderMayNotBecomeTooFull() throws IOException {
        var file = room.publish("ada", model.id(), "weights");
        wire.root = IntStream.rangeClosed(0, SumFiles.MOST_ENTRIES)
                .<Entry>mapToObj(n -> new Entry.SmallFile(new FilePath(n + ".txt"), Story.commit(3), 1))
                .toList();
        receive(file);
        assertTrue(wire.refusal.orElseThrow().contains("at most 10000 entries"), wire.refusal::toString);
        assertEquals(List.of(), described);
    }

    private void receive(Pointer pointer) throws IOException {
        wire.file = Optional.of(pointer);
        var entrance = door.enter(Story.ada(), Intent.WRITE, model);
        push.receive(
                ((Entrance.Entered) entrance).pass(),
                Set.of(),
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream());
    }

    /// A wire on which always the same push comes: one pointer on a new main branch.
    private final class OneMain implements GitWire {
        private Optional<Pointer> file = Optional.empty();
        private List<Entry> root = List.of();
        private Optional<String> refusal = Optional.empty();

        @Override
        public void advertise(
                RepositoryId repository,
                Service service,
                Optional<Map<RefName, GitOid>> shown,
                Set<String> parameters,
                OutputStream out) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public void upload(
                RepositoryId repository,
                Optional<Map<RefName, GitOid>> shown,
                Set<String> parameters,
                InputStream in,
                OutputStream out,
                FetchDesk desk) {
            throw new UnsupportedOperationException("nobody fetches");
        }

        @Override
        public void receive(
                RepositoryId repository, Set<String> parameters, InputStream in, OutputStream out, PushDesk desk)
                throws IOException {
            var files = List.of(new Brought(new FilePath("big.bin"), Story.commit(2), 130, file));
            refusal = desk.refuse(List.of(MAIN), files, commit -> new HeldCommit(commit, Map.of(commit, root)));
            if (refusal.isEmpty()) {
                room.transactions().<Boolean, IOException>run(() -> {
                    desk.landed(List.of(MAIN), files);
                    return true;
                });
            }
        }
    }
}
