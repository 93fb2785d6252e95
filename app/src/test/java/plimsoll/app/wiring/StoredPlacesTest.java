package plimsoll.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.ServedModels.Local;
import plimsoll.app.config.ServedModels.Weights;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.files.StoredFolders;
import plimsoll.backends.localengine.LocalModel.Found;
import plimsoll.backends.localengine.LocalModel.Gone;
import plimsoll.backends.localengine.LocalModel.Place;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.MemoryBlobs;
import plimsoll.hub.fixtures.MemoryLargeFiles;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.MemoryTransactions;
import plimsoll.hub.fixtures.OneCommit;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.FindServed;
import plimsoll.hub.repositories.EnterRepository;

/// Where the weights of stored models are: in their blob, or in a folder of their own.
class StoredPlacesTest {
    private static final Repository TALES = Story.model(1, "lab/tales");
    private static final long MOST_BYTES = 100;

    @TempDir
    private Path data;

    private final StoppedClock clock = new StoppedClock();
    private final OneCommit files = new OneCommit(Story.commit(1));
    private final MemoryLargeFiles largeFiles = new MemoryLargeFiles(new MemoryTransactions());
    private final Blobs chunks = new MemoryBlobs(clock);
    private FileBlobs whole;
    private OwnModels models;

    @BeforeEach
    void aStore() throws IOException {
        var catalogue = new FewRepositories();
        catalogue.add(TALES);
        whole = new FileBlobs(data.resolve("blobs"), new Random(1));
        var git = files.repositories();
        models = new OwnModels(
                new FindServed(new EnterRepository(catalogue, new MemoryReleases(), clock), git, largeFiles, chunks),
                whole,
                new StoredFolders(data.resolve("served"), whole, chunks, git, new Random(2)),
                List.of(),
                MOST_BYTES);
    }

    private Sha256 commit(Blobs store, String path, String content) throws IOException {
        var file = new Pointer(Sha256.ofUtf8(content), content.length());
        store.receive(file.content(), file.sizeBytes(), new ByteArrayInputStream(content.getBytes(UTF_8)));
        largeFiles.link(TALES.id(), file, Story.DAWN);
        largeFiles.commit(TALES.id(), Set.of(file.content()));
        files.put(path, file);
        return file.content();
    }

    private static SequencedMap<String, Local> served(String path) {
        var served = new LinkedHashMap<String, Local>();
        var weights = new Weights.Stored(TALES.name(), "main", path);
        served.put("lab/tales", new Local(weights, OptionalInt.empty(), OptionalInt.empty(), false));
        return served;
    }

    private Place place(String path) throws IOException {
        return Objects.requireNonNull(models.of(served(path)).get("lab/tales"))
                .source()
                .find();
    }

    private Found found(String path) throws IOException {
        return assertInstanceOf(Found.class, place(path));
    }

    private long left() throws IOException {
        var home = data.resolve("served/lab/tales");
        if (Files.notExists(home)) {
            return 0;
        }
        try (var versions = Files.list(home)) {
            return versions.count();
        }
    }

    @Test
    void aFileInOnePieceIsMappedWhereItLies() throws Exception {
        var name = commit(whole, "tales.gguf", "weights");
        assertEquals(new Found(whole.file(name), name.hex()), found("tales.gguf"));
        assertEquals(0, left());
    }

    /// A GGUF file that came by Xet could not be loaded: there was no file of its name.
    @Test
    void aFileMadeOfChunksIsWrittenOutAndIsTheSameModel() throws Exception {
        var name = commit(chunks, "tales.gguf", "weights");
        var found = found("tales.gguf");
        assertEquals("weights", Files.readString(found.file()));
        assertEquals(name.hex(), found.version());
        models.clear(served("tales.gguf"));
        assertTrue(Files.exists(found.file()));
        commit(whole, "tales.gguf", "weights");
        assertEquals(new Found(whole.file(name), name.hex()), found("tales.gguf"));
        models.clear(served("tales.gguf"));
        assertEquals(0, left());
    }

    @Test
    void aFolderIsKeptWhileItIsWhatIsServed() throws Exception {
        files.put("config.json", "{}");
        commit(whole, "model.safetensors", "weights");
        var first = found("");
        models.clear(served(""));
        assertTrue(Files.exists(first.file()));
        commit(whole, "model.safetensors", "other weights");
        models.clear(served(""));
        assertEquals(0, left());
        assertEquals("other weights", Files.readString(found("").file().resolve("model.safetensors")));
        files.remove("config.json");
        assertInstanceOf(Gone.class, place(""));
        assertEquals(0, left());
        files.put("config.json", "{}");
        found("");
        models.clear(new LinkedHashMap<>());
        assertEquals(0, left());
    }

    @Test
    void nothingIsWrittenOutThatCannotBeLoaded() throws Exception {
        commit(chunks, "tales.gguf", "x".repeat(101));
        commit(chunks, "model.safetensors", "x".repeat(101));
        files.put("config.json", "{}");
        for (var path : List.of("tales.gguf", "")) {
            var gone = assertInstanceOf(Gone.class, place(path));
            assertTrue(gone.why().message().contains("models in this process may have"), path);
        }
        assertEquals(0, left());
    }
}
