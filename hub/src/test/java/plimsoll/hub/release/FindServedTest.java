package plimsoll.hub.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Recall;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.MemoryBlobs;
import plimsoll.hub.fixtures.MemoryLargeFiles;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.MemoryTransactions;
import plimsoll.hub.fixtures.OneCommit;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.release.FindServed.Outcome;
import plimsoll.hub.release.ServedFolder.Part;
import plimsoll.hub.repositories.EnterRepository;

class FindServedTest {
    private static final Repository TALES = Story.model(1, "lab/tales");
    private static final String INDEX = "model.safetensors.index.json";

    private final StoppedClock clock = new StoppedClock();
    private final MemoryReleases releases = new MemoryReleases();
    private final MemoryBlobs blobs = new MemoryBlobs(clock);
    private final MemoryLargeFiles largeFiles = new MemoryLargeFiles(new MemoryTransactions());
    private final OneCommit files = new OneCommit(Story.commit(1));
    private final FewRepositories catalogue = new FewRepositories();
    private final FindServed find =
            new FindServed(new EnterRepository(catalogue, releases, clock), files.repositories(), largeFiles, blobs);

    @BeforeEach
    void aRepository() {
        catalogue.add(TALES);
    }

    private Pointer large(String path, String content) throws IOException {
        var bytes = Bytes.ofUtf8(content);
        var file = new Pointer(Sha256.of(bytes), bytes.sizeBytes());
        blobs.receive(file.content(), file.sizeBytes(), new ByteArrayInputStream(content.getBytes(UTF_8)));
        largeFiles.link(TALES.id(), file, Story.DAWN);
        largeFiles.commit(TALES.id(), Set.of(file.content()));
        files.put(path, file);
        return file;
    }

    private Outcome find(String path) throws IOException {
        return find.find(TALES.name(), "main", path);
    }

    private ServedFolder folder(String path) throws IOException {
        return assertInstanceOf(Outcome.Folder.class, find(path)).folder();
    }

    private List<String> taken(String path) throws IOException {
        return folder(path).parts().stream().map(part -> part.at().text()).toList();
    }

    private String none(String path) throws IOException {
        return assertInstanceOf(Outcome.None.class, find(path)).why();
    }

    @Test
    void onlyWhatAnEngineReadsIsTaken() throws Exception {
        for (var name : List.of(
                "config.json", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "modeling.py")) {
            files.put(name, name);
        }
        files.put("1_Pooling/config.json", "{}");
        files.put("onnx/config.json", "{}");
        large("model.safetensors", "weights");
        large("pytorch_model.bin", "a pickle");
        large("consolidated.safetensors", "the same under other names");
        assertEquals(
                List.of(
                        "1_Pooling/config.json",
                        "chat_template.jinja",
                        "config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "tokenizer_config.json"),
                taken(""));
    }

    @Test
    void aFolderIsServedByItself() throws Exception {
        files.put("config.json", "the root's");
        files.put("small/config.json", "{}");
        large("small/only-one.safetensors", "weights");
        assertEquals(List.of("config.json", "only-one.safetensors"), taken("small"));
        assertEquals(
                "lab/tales has no safetensors file beside its config.json; a GGUF file is served by its name",
                none(""));
        assertEquals("lab/tales has no file or folder other", none("other"));
        large("small/second.safetensors", "weights");
        assertEquals("lab/tales has 2 safetensors files and no small/model.safetensors.index.json", none("small"));
        files.remove("small/config.json");
        assertEquals("lab/tales has no small/config.json", none("small"));
    }

    @Test
    void aFileIsServedAsBefore() throws Exception {
        var file = large("tales.gguf", "weights");
        files.put("small.gguf", "weights");
        assertEquals(new Outcome.Weights(Story.commit(1), file), find("tales.gguf"));
        assertEquals("lab/tales has no large file small.gguf", none("small.gguf"));
    }

    @Test
    void theShardsThatTheIndexNamesAreTaken() throws Exception {
        files.put("config.json", "{}");
        files.put(INDEX, """
                {"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors", "c": "model-1.safetensors"}}""");
        large("model-1.safetensors", "one");
        large("model-3.safetensors", "three");
        assertEquals("lab/tales has no model-2.safetensors, which its " + INDEX + " names", none(""));
        files.put("model-2.safetensors", "small enough for git");
        assertEquals(List.of("config.json", "model-1.safetensors", "model-2.safetensors", INDEX), taken(""));
    }

    @Test
    void anIndexThatLiesLeadsNowhere() throws Exception {
        files.put("config.json", "{}");
        large("model.safetensors", "weights");
        large("pytorch_model.bin", "a pickle");
        files.put(INDEX, "{\"weight_map\": {\"a\": \"pytorch_model.bin\"}}");
        assertTrue(none("").contains("pytorch_model.bin"), none(""));
        files.put(INDEX, "{\"weight_map\": {\"a\": \"../../other/model.safetensors\"}}");
        assertTrue(none("").startsWith("lab/tales has a " + INDEX + " that is none"), none(""));
        files.put(INDEX, "{\"weight_map\": {}}");
        assertTrue(none("").contains("names 0 files"), none(""));
        var many = new StringBuilder("{\"weight_map\": {\"t\": \"model-0.safetensors\"");
        for (int i = 1; i <= 1_000; i++) {
            many.append(", \"t%1$d\": \"model-%1$d.safetensors\"".formatted(i));
        }
        files.put(INDEX, many + "}}");
        assertTrue(none("").contains("names 1,001 files"), none(""));
    }

    @Test
    void whatIsNoCommittedFileOfTheRepositoryIsNotServed() throws Exception {
        files.put("config.json", "{}");
        files.put("model.safetensors", new Pointer(Sha256.ofUtf8("another's"), 9));
        assertEquals("lab/tales has no bytes for the large file model.safetensors", none(""));
    }

    @Test
    void moreThanGitShouldKeepIsNotWrittenOut() throws Exception {
        files.put("config.json", "{}");
        files.put("model.safetensors", "x".repeat((64 << 20) + 1));
        assertTrue(none("").contains("keeps 64 MiB of it in git"), none(""));
    }

    @Test
    void theVersionIsWhatIsTakenAndNothingElse() throws Exception {
        files.put("config.json", "{}");
        large("model.safetensors", "weights");
        files.put("README.md", "first");
        var first = folder("").version();
        files.put("README.md", "second");
        large("other.bin", "other");
        assertEquals(first, folder("").version());
        files.put("config.json", "{ }");
        assertNotEquals(first, folder("").version());
        files.put("config.json", "{}");
        large("model.safetensors", "others");
        assertNotEquals(first, folder("").version());
        assertInstanceOf(Part.Large.class, folder("").parts().getLast());
    }

    @Test
    void whatWasCalledBackIsNotServed() throws Exception {
        files.put("config.json", "{}");
        large("model.safetensors", "weights");
        var commit = new Recall(0, Optional.of(Story.commit(1)), "It lies.", "", "ada", Story.DAWN, true);
        var number = releases.recall(TALES, commit).number();
        assertTrue(recalled().contains("It lies."), recalled());
        releases.lift(TALES.id(), number, Story.DAWN);
        assertEquals(2, folder("").parts().size());
        releases.recall(TALES, new Recall(0, Optional.empty(), "All of it lies.", "", "ada", Story.DAWN, true));
        assertTrue(recalled().contains("All of it lies."), recalled());
    }

    private String recalled() throws IOException {
        return assertInstanceOf(Outcome.Recalled.class, find("")).notice();
    }
}
