package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.backends.files.FrailDisk.Failure;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Blobs.Kept;

/// Whatever call to the disk fails, and whatever of the unsynced a power cut takes back, a name on a shelf means
/// the whole content, and what was acknowledged is there.
final class FileBlobsCrash {
    private static final int MANY_CALLS = 200;
    private static final int FIRST_BYTES = 300_000;
    private static final int SECOND_BYTES = 5;

    /// What the power cut after the failure takes back.
    enum Aftermath {
        NOTHING_LOST,
        UNSYNCED_BYTES_LOST,
        ALL_UNSYNCED_LOST
    }

    @ParameterizedTest
    @EnumSource(Aftermath.class)
    void acknowledgedBlobsSurviveAndHalfBlobsAreNeverSeen(Aftermath aftermath, @TempDir Path folder) throws Exception {
        int call = 1;
        while (crashAt(call, aftermath, folder.resolve("at-" + call))) {
            assertTrue(++call < MANY_CALLS, "it never passes untouched");
        }
        assertTrue(call > 20, "too few calls to be the whole deed: " + call);
    }

    @ParameterizedTest
    @EnumSource(Aftermath.class)
    void aSingleErrorLeavesNothingBehind(Aftermath aftermath, @TempDir Path folder) throws Exception {
        for (int call = 1; call < MANY_CALLS; call++) {
            var root = folder.resolve("at-" + call);
            var disk = new FrailDisk(Failure.ERROR, call);
            var kept = deeds(root, disk);
            if (!disk.failed()) {
                return;
            }
            check(root, kept, aftermath, disk);
        }
    }

    /// @return whether the call came at all
    private static boolean crashAt(int call, Aftermath aftermath, Path root) throws Exception {
        var disk = new FrailDisk(Failure.CRASH, call);
        var acknowledged = deeds(root, disk);
        check(root, acknowledged, aftermath, disk);
        return disk.failed();
    }

    /// A receipt, a draft, the same receipt again; returns what was acknowledged before something failed.
    private static List<byte[]> deeds(Path root, FrailDisk disk) {
        var acknowledged = new ArrayList<byte[]>();
        var first = noise(FIRST_BYTES);
        var second = noise(SECOND_BYTES);
        try {
            var blobs = new FileBlobs(root, new Random(1), disk);
            blobs.receive(name(first), first.length, new ByteArrayInputStream(first));
            acknowledged.add(first);
            try (var draft = blobs.draft()) {
                draft.write(ByteBuffer.wrap(second));
                draft.keep();
            }
            acknowledged.add(second);
            blobs.receive(name(first), first.length, new ByteArrayInputStream(first));
        } catch (IOException _) {
            return acknowledged;
        }
        return acknowledged;
    }

    private static void check(Path root, List<byte[]> acknowledged, Aftermath aftermath, FrailDisk disk)
            throws IOException {
        switch (aftermath) {
            case NOTHING_LOST -> {}
            case UNSYNCED_BYTES_LOST -> disk.cutPower(true);
            case ALL_UNSYNCED_LOST -> disk.cutPower(false);
        }
        var blobs = new FileBlobs(root, new Random(2));
        Set<Sha256> visible;
        try (var list = blobs.list()) {
            visible = list.map(Kept::name).collect(Collectors.toSet());
        }
        for (var name : visible) {
            try (var channel = blobs.open(name)) {
                assertEquals(name, name(Channels.newInputStream(channel).readAllBytes()), "a name that lies");
            }
        }
        for (var content : acknowledged) {
            assertTrue(visible.contains(name(content)), "an acknowledged blob is gone");
        }
        blobs.sweepLeftovers(Instant.now().plus(Duration.ofHours(1)));
        try (var staging = Files.list(root.resolve("staging"))) {
            assertEquals(0, staging.count());
        }
        var first = noise(FIRST_BYTES);
        blobs.receive(name(first), first.length, new ByteArrayInputStream(first));
        try (var channel = blobs.open(name(first))) {
            assertArrayEquals(first, Channels.newInputStream(channel).readAllBytes());
        }
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Sha256 name(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
