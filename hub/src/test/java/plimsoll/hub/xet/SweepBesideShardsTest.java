package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.xet.XorbReader;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.LinkReceived;
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
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Pass;

/// Xorbs that were sent long ago and never used: a sweep takes them, unless a shard makes a file of them first, and
/// whoever comes second is told.
final class SweepBesideShardsTest {
    private static final Duration LONG = SweepBlobs.GRACE.plusSeconds(1);
    private static final int ROUNDS = 1_000;

    private final LargeFileRoom room = new LargeFileRoom();
    private final Repository model = Story.model(1, "ada/model");
    private final FewRepositories catalogue = new FewRepositories();
    private final MemoryXets xets = new MemoryXets(room.transactions(), room.files(), room.clock());
    private final WovenBlobs blobs =
            new WovenBlobs(room.blobs(), xets, new OpenXorb(xets, room.blobs(), ChunkedFile.NO_LZ4), room.clock());
    private final SweepBlobs sweep = new SweepBlobs(
            room.transactions(),
            room.journal(),
            blobs,
            room.files(),
            room.uploads(),
            new RemoveBlobs(blobs, room.condemned(), List.of(room.files(), room.uploads(), xets), room.clock()),
            room.clock());
    private final ExecutorService sweeper = Executors.newSingleThreadExecutor();
    private final Random random = new Random(8);

    @AfterEach
    void stop() {
        sweeper.close();
    }

    @Test
    void aXorbOfNoFileGoesAfterItsGrace() throws Exception {
        var sent = sent(content());
        room.wait(LONG);
        assertEquals(1, sweep.rehearse().blobs());
        assertTrue(xets.find(sent.xorb()).isPresent());
        assertEquals(1, sweep.sweep().blobs());
        assertTrue(xets.find(sent.xorb()).isEmpty());
        assertTrue(xets.with(sent.xorb(), 1).isEmpty());
        var late = assertInstanceOf(RegisterShard.Outcome.Unfit.class, register(sent));
        assertTrue(late.reason().contains("chunk cache"), late.reason());
    }

    @Test
    void aXorbOfAFileStaysAndGoesWithIt() throws Exception {
        var content = content();
        var sent = sent(content);
        assertInstanceOf(RegisterShard.Outcome.Registered.class, register(sent));
        var file = pointer(content);
        room.files().commit(model.id(), Set.of(file.content()));
        room.wait(LONG);
        assertEquals(0, sweep.sweep().blobs());
        assertArrayEquals(content, read(file));
        room.files().unlink(model.id(), file.content());
        sweep.sweep(); // takes the recipe, and with it what held the xorb
        sweep.sweep();
        assertFalse(blobs.has(file.content()));
        assertTrue(xets.find(sent.xorb()).isEmpty());
    }

    @Test
    void noFileIsEverMadeOfChunksThatAreGone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var content = content();
            var sent = sent(content);
            room.wait(LONG);
            var swept = sweeper.submit(sweep::sweep);
            boolean registered = registers(sent);
            swept.get();
            var file = pointer(content);
            assertEquals(registered, blobs.has(file.content()), "round " + round);
            if (registered) {
                assertArrayEquals(content, read(file), "round " + round);
            }
        }
    }

    private boolean registers(ChunkedFile sent) throws IOException {
        try {
            return register(sent) instanceof RegisterShard.Outcome.Registered;
        } catch (BlobLeaving _) {
            return false;
        }
    }

    private ChunkedFile sent(byte[] content) throws IOException {
        var file = ChunkedFile.of(content, pointer(content));
        var receive = new ReceiveXorb(
                room.blobs(),
                room.condemned(),
                xets,
                room.transactions(),
                new XorbReader(ChunkedFile.HASHING, ChunkedFile.NO_LZ4),
                room.clock());
        assertInstanceOf(
                ReceiveXorb.Outcome.Kept.class,
                receive.receive(pass(), file.xorb(), new ByteArrayInputStream(file.xorbBytes())));
        return file;
    }

    private RegisterShard.Outcome register(ChunkedFile file) throws IOException {
        var link = new LinkReceived(
                room.transactions(), room.journal(), blobs, room.condemned(), room.files(), room.clock());
        var claims = new ClaimLargeFile(catalogue, door(), Unread.reach(), room.files(), link);
        var register = new RegisterShard(
                xets,
                xets,
                blobs,
                room.condemned(),
                claims,
                link,
                room.transactions(),
                ChunkedFile.HASHING,
                Long.MAX_VALUE,
                room.clock());
        return register.register(pass(), file.shard(), (_, _) -> {});
    }

    private Pass pass() {
        return assertInstanceOf(Entrance.Entered.class, door().enter(Story.ada(), Intent.WRITE, model))
                .pass();
    }

    private EnterRepository door() {
        return new EnterRepository(catalogue, new MemoryReleases(), room.clock());
    }

    private byte[] content() {
        var content = new byte[3_000];
        random.nextBytes(content);
        return HexFormat.of().formatHex(content).getBytes(StandardCharsets.US_ASCII);
    }

    private static Pointer pointer(byte[] content) {
        return LargeFileRoom.pointer(new String(content, StandardCharsets.US_ASCII));
    }

    private byte[] read(Pointer file) throws IOException {
        try (var channel = blobs.open(file.content())) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }
}
