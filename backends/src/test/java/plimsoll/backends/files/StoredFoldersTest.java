package plimsoll.backends.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.fixtures.MemoryBlobs;
import plimsoll.hub.fixtures.OneCommit;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.ServedFolder;
import plimsoll.hub.release.ServedFolder.Part;

class StoredFoldersTest {
    private static final RepoName TALES = new RepoName(Story.LAB, "tales");
    private static final RepoName OTHER = new RepoName(Story.LAB, "other");

    @TempDir
    private Path data;

    private final OneCommit git = new OneCommit(Story.commit(1));
    private FileBlobs whole;

    @BeforeEach
    void aStore() throws IOException {
        whole = new FileBlobs(data.resolve("blobs"), new Random(1));
    }

    private StoredFolders folders(Blobs blobs, Disk disk) throws IOException {
        return new StoredFolders(served(), whole, blobs, git.repositories(), new Random(2), disk);
    }

    private StoredFolders folders() throws IOException {
        return folders(whole, new RealDisk());
    }

    private Path served() {
        return data.resolve("served");
    }

    private Part small(String path, String text) throws IOException {
        git.put(path, text);
        var entry = git.repositories().find(Story.id(1), Story.commit(1), new FilePath(path));
        return new Part.Small(
                new FilePath(path), Story.id(1), entry.map(Entry::oid).orElseThrow(), text.length());
    }

    private static Part large(Blobs blobs, String path, String content) throws IOException {
        var bytes = content.getBytes(UTF_8);
        var name = Sha256.ofUtf8(content);
        blobs.receive(name, bytes.length, new ByteArrayInputStream(bytes));
        return new Part.Large(new FilePath(path), new Pointer(name, bytes.length));
    }

    private ServedFolder first() throws IOException {
        return new ServedFolder(List.of(
                small("config.json", "{}"),
                small("1_Pooling/config.json", "{\"mean\": true}"),
                large(whole, "model.safetensors", "weights")));
    }

    private List<String> left() throws IOException {
        if (Files.notExists(served())) {
            return List.of();
        }
        try (var files = Files.walk(served())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> served().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aLargeFileGetsASecondNameAndNoSecondCopy() throws Exception {
        var wanted = first();
        var folder = folders().of(TALES, wanted);
        assertEquals(served().resolve("lab/tales").resolve(wanted.version().hex()), folder);
        assertEquals("{}", Files.readString(folder.resolve("config.json")));
        assertEquals("{\"mean\": true}", Files.readString(folder.resolve("1_Pooling/config.json")));
        assertTrue(Files.isSameFile(whole.file(Sha256.ofUtf8("weights")), folder.resolve("model.safetensors")));
        assertFalse(Files.isSymbolicLink(folder.resolve("model.safetensors")));
        assertEquals(3, left().size(), left().toString());
    }

    @Test
    void whatIsWholeIsTakenAsItIsAlsoAfterAStart() throws Exception {
        var folder = folders().of(TALES, first());
        var made = Files.getLastModifiedTime(folder);
        Files.writeString(folder.resolve("mark"), "");
        assertEquals(folder, folders().of(TALES, first()));
        assertTrue(Files.exists(folder.resolve("mark")), "made anew at " + made);
    }

    @Test
    void whatIsNotWholeAnyMoreIsMadeAnew() throws Exception {
        var folders = folders();
        var folder = folders.of(TALES, first());
        Files.delete(folder.resolve("model.safetensors"));
        Files.writeString(folder.resolve("config.json"), "cut o");
        folders.of(TALES, first());
        assertEquals("{}", Files.readString(folder.resolve("config.json")));
        assertEquals("weights", Files.readString(folder.resolve("model.safetensors")));
    }

    @Test
    void anotherVersionTakesThePlaceOfThisModelsAlone() throws Exception {
        var folders = folders();
        var old = folders.of(TALES, first());
        var other = folders.of(OTHER, first());
        try (var open = FileChannel.open(old.resolve("model.safetensors"))) {
            var next = folders.of(TALES, new ServedFolder(List.of(large(whole, "model.safetensors", "better"))));
            assertFalse(Files.exists(old));
            assertTrue(Files.exists(next) && Files.exists(other));
            assertEquals(7, open.size(), "whoever has it open reads on");
        }
        assertTrue(Files.exists(whole.file(Sha256.ofUtf8("weights"))), "the blob itself stays");
    }

    @Test
    void whatIsMadeOfChunksIsWrittenOut() throws Exception {
        var chunks = new MemoryBlobs(new StoppedClock());
        var wanted = new ServedFolder(List.of(large(chunks, "model.safetensors", "in many pieces")));
        var folder = folders(chunks, new RealDisk()).of(TALES, wanted);
        assertEquals("in many pieces", Files.readString(folder.resolve("model.safetensors")));
        whole.receive(Sha256.ofUtf8("in many pieces"), 14, new ByteArrayInputStream("in many pieces".getBytes(UTF_8)));
        assertEquals(folder, folders(chunks, new RealDisk()).of(TALES, wanted));
    }

    @Test
    void whereNoSecondNameCanBeALinkLeadsThere() throws Exception {

        var chunks = new MemoryBlobs(new StoppedClock());
        large(chunks, "model.safetensors", "weights");
        var folders = folders(chunks, withoutSecondNames());
        var wanted = first();
        var file = folders.of(TALES, wanted).resolve("model.safetensors");
        assertTrue(Files.isSymbolicLink(file));
        assertEquals("weights", Files.readString(file));
        whole.delete(Sha256.ofUtf8("weights")); // its chunks make it now
        assertEquals("weights", Files.readString(folders.of(TALES, wanted).resolve("model.safetensors")));
        assertFalse(Files.isSymbolicLink(file));
    }

    private static Disk withoutSecondNames() {
        var disk = new RealDisk();
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    if (method.getName().equals("hardLink")) {
                        throw new FileSystemException(arguments[1].toString(), null, "Invalid cross-device link");
                    }
                    return method.invoke(disk, arguments);
                });
    }

    @Test
    void aBlobThatIsNowhereLeavesNothingHalfDone() throws Exception {
        var gone = new Part.Large(new FilePath("model.safetensors"), new Pointer(Sha256.ofUtf8("gone"), 4));
        var wanted = new ServedFolder(List.of(small("config.json", "{}"), gone));
        assertThrows(BlobMissing.class, () -> folders().of(TALES, wanted));
        assertEquals(List.of(), left());
    }

    @Test
    void whatIsNotServedAnyMoreGoes() throws Exception {
        var folders = folders();
        folders.of(TALES, first());
        var kept = folders.of(OTHER, first());
        folders.keepModels(Set.of(OTHER));
        folders.keep(OTHER, () -> Optional.of(Sha256.ofUtf8("another"))); // its own goes
        assertEquals(List.of(), left());
        assertEquals(kept, folders.of(OTHER, first()));
        folders.keep(OTHER, () -> Optional.of(first().version()));
        assertEquals(3, left().size());
    }
}
