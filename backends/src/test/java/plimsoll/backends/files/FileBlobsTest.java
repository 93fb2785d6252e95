package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BlobsContract;
import plimsoll.hub.fixtures.MemoryBlobs;

final class FileBlobsTest extends BlobsContract {
    private static final Sha256 NOTHING =
            new Sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private Path root = Path.of("");
    private Blobs blobs = new MemoryBlobs(InstantSource.system());

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        root = folder;
        blobs = new FileBlobs(folder, new SecureRandom());
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected long leftovers() throws IOException {
        try (var files = Files.list(root.resolve("staging"))) {
            return files.count();
        }
    }

    @Test
    void aBlobLiesOnTheShelfItsNameSays() throws IOException {
        blobs.receive(NOTHING, 0, new ByteArrayInputStream(new byte[0]));
        assertTrue(Files.exists(root.resolve("shelves").resolve(NOTHING.shelf())));
    }

    @Test
    void aReaderCanBeHandedToTheOperatingSystem() throws IOException {
        blobs.receive(NOTHING, 0, new ByteArrayInputStream(new byte[0]));
        try (var channel = blobs.open(NOTHING)) {
            assertInstanceOf(FileChannel.class, channel);
        }
    }

    @Test
    void oldLeftoversAreSweptAndYoungOnesStay() throws IOException {
        var now = Instant.now();
        var old = Files.createFile(root.resolve("staging/old"));
        var young = Files.createFile(root.resolve("staging/young"));
        Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofDays(2))));
        assertEquals(1, blobs.sweepLeftovers(now.minus(Duration.ofDays(1))));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
        Files.delete(young);
    }

    @Test
    void strangeFilesOnTheShelvesAreNoBlobs() throws IOException {
        Files.createDirectories(root.resolve("shelves/ab/cd"));
        Files.createFile(root.resolve("shelves/ab/cd/README"));
        try (var list = blobs.list()) {
            assertEquals(0, list.count());
        }
    }

    @Test
    void anotherStoreOnTheSameFolderSeesTheSameBlobs() throws IOException {
        blobs.receive(NOTHING, 0, new ByteArrayInputStream(new byte[0]));
        assertTrue(new FileBlobs(root, new SecureRandom()).has(NOTHING));
    }
}
