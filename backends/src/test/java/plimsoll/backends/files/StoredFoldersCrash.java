package plimsoll.backends.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.backends.files.FrailDisk.Failure;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.fixtures.MemoryBlobs;
import plimsoll.hub.fixtures.OneCommit;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.ServedFolder;
import plimsoll.hub.release.ServedFolder.Part;

/// Whatever call to the disk fails while a folder is made in the place of another, and whatever of the unsynced a power
/// cut takes back, the folder that is given out next is whole, and nothing else is left.
final class StoredFoldersCrash {
    private static final RepoName TALES = new RepoName(Story.LAB, "tales");
    private static final FilePath CONFIG = new FilePath("1_Pooling/config.json");
    private static final int MANY_CALLS = 100;

    private final OneCommit git = new OneCommit(Story.commit(1));
    private final MemoryBlobs blobs = new MemoryBlobs(new StoppedClock());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsGivenOutIsWhole(boolean keepNames, @TempDir Path folder) throws Exception {
        for (var failure : Failure.values()) {
            int call = 1;
            while (failedAt(failure, call, keepNames, folder.resolve(failure + "-" + call))) {
                assertTrue(++call < MANY_CALLS, "it never passes untouched");
            }
            assertTrue(call > 20, "too few calls to be the whole deed: " + call);
        }
    }

    private boolean failedAt(Failure failure, int call, boolean keepNames, Path data) throws IOException {
        Files.createDirectory(data);
        var whole = new FileBlobs(data.resolve("blobs"), new Random(1));
        var first = version(whole, "first");
        var second = version(whole, "second");
        var disk = new FrailDisk(failure, call);
        try {
            var folders = folders(data, whole, disk);
            folders.of(TALES, first);
            folders.of(TALES, second);
        } catch (IOException _) {
            // as it was to be
        }
        disk.cutPower(keepNames);
        var folders = folders(data, whole, new RealDisk());
        check(folders.of(TALES, second), "second");
        try (var left = Files.list(data.resolve("served/lab/tales"))) {
            assertEquals(1, left.count());
        }
        return disk.failed();
    }

    private StoredFolders folders(Path data, FileBlobs whole, Disk disk) throws IOException {
        return new StoredFolders(data.resolve("served"), whole, blobs, git.repositories(), new Random(2), disk);
    }

    /// One file that git keeps, one blob, and one that is made of chunks.
    private ServedFolder version(FileBlobs whole, String text) throws IOException {
        git.put(CONFIG.text(), text);
        var entry = git.repositories().find(Story.id(1), Story.commit(1), CONFIG);
        return new ServedFolder(List.of(
                new Part.Small(
                        CONFIG, Story.id(1), entry.map(Entry::oid).orElse(new GitOid("0".repeat(40))), text.length()),
                large(whole, "a.safetensors", text + " whole"),
                large(blobs, "b.safetensors", text + " in chunks")));
    }

    private static Part large(Blobs blobs, String path, String content) throws IOException {
        var name = Sha256.ofUtf8(content);
        blobs.receive(name, content.length(), new ByteArrayInputStream(content.getBytes(UTF_8)));
        return new Part.Large(new FilePath(path), new Pointer(name, content.length()));
    }

    private static void check(Path folder, String text) throws IOException {
        assertEquals(text, Files.readString(folder.resolve(CONFIG.text())));
        assertEquals(text + " whole", Files.readString(folder.resolve("a.safetensors")));
        assertEquals(text + " in chunks", Files.readString(folder.resolve("b.safetensors")));
    }
}
