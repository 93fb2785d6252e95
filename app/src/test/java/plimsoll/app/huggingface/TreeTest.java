package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;
import tools.jackson.databind.JsonNode;

/// Looking, as hub-protocol.md section 3 wants it.
final class TreeTest {
    private static final String API = "/api/datasets/ada/corpus";

    @TempDir
    static Path folder;

    private static RunningHub hub;
    private static Pointer large;
    private static String first;
    private static String head;

    @BeforeAll
    static void publish() throws Exception {
        hub = new RunningHub(folder);
        var repository = hub.repository(RepoKind.DATASET, "corpus", Visibility.PUBLIC);
        large = hub.receive(repository, new byte[1_234]);
        first = commit(Ndjson.commit("First\n\nwith a body").large("data/train.parquet", large));
        var files = Ndjson.commit("Second");
        for (int i = 0; i < 7; i++) {
            files.file("notes/%d.txt".formatted(i), "" + i);
        }
        head = commit(files);
        hub.point(repository, "refs/pr/1", first);
        hub.point(repository, "refs/tags/v1", first);
    }

    private static String commit(Ndjson commit) throws Exception {
        var reply = hub.post(API + "/commit/main", commit.text());
        assertEquals(200, reply.status(), reply::toString);
        return reply.json().get("commitOid").asString();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> paths(JsonNode lines) {
        return lines.valueStream().map(line -> line.get("path").asString()).toList();
    }

    @Test
    void aFolderListsItsEntries() throws Exception {
        var root = hub.get(API + "/tree/main");
        assertEquals(head, root.header("X-Repo-Commit"));
        assertEquals(List.of(".gitattributes", "data", "notes"), paths(root.json()));
        assertEquals("directory", root.json().get(1).get("type").asString());
        var data = hub.get(API + "/tree/main/data").json();
        assertEquals(List.of("data/train.parquet"), paths(data));
        var file = data.get(0);
        assertEquals(1_234, file.get("size").asInt());
        assertEquals(large.content().hex(), file.get("lfs").get("oid").asString());
        assertEquals(1_234, file.get("lfs").get("size").asInt());
        assertEquals(
                large.text().sizeBytes(), file.get("lfs").get("pointerSize").asInt());
        assertTrue(file.get("oid").asString().matches("[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1"})
    void everyClientsYesIsUnderstood(String yes) throws Exception {
        var all =
                hub.get(API + "/tree/main?recursive=" + yes + "&expand=" + yes).json();
        assertEquals(11, all.size());
        var train = all.valueStream()
                .filter(line -> line.get("path").asString().equals("data/train.parquet"))
                .findFirst()
                .orElseThrow();
        assertEquals(first, train.get("lastCommit").get("id").asString());
        assertEquals("First", train.get("lastCommit").get("title").asString());
        assertTrue(train.get("lastCommit")
                .get("date")
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 11, 12})
    void pagesAddUpToTheWhole(int limit) throws Exception {
        var whole = paths(hub.get(API + "/tree/main?recursive=true").json());
        var collected = new ArrayList<String>();
        var next = API + "/tree/main?recursive=true&limit=" + limit;
        while (!next.isEmpty()) {
            var page = hub.get(next);
            assertTrue(page.json().size() <= limit);
            collected.addAll(paths(page.json()));
            next = next(page);
        }
        assertEquals(whole, collected);
    }

    private static String next(Reply page) {
        var match = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
        return match.find() ? match.group(1) : "";
    }

    @Test
    void theNextPageIsOnThisHubWhateverTheHostHeaderSays() throws Exception {
        var link = next(hub.get(API + "/tree/main?recursive=true&limit=1"));
        assertTrue(link.startsWith(hub.url() + API + "/tree/main?"), link);
    }

    @Test
    void absentFoldersAndRevisionsAreSaid() throws Exception {
        var folder = hub.get(API + "/tree/main/none");
        assertEquals("EntryNotFound", folder.header("X-Error-Code"));
        assertEquals(head, folder.header("X-Repo-Commit"));
        assertEquals("RevisionNotFound", hub.get(API + "/tree/none").header("X-Error-Code"));
    }

    @Test
    void pathsAreAskedAboutByFormOrJson() throws Exception {
        var form = hub.post(
                API + "/paths-info/main",
                "paths=data%2Ftrain.parquet&paths=none.txt&paths=notes&expand=True",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(List.of("data/train.parquet", "notes"), paths(form.json()));
        assertEquals(first, form.json().get(0).get("lastCommit").get("id").asString());
        var json = hub.post(
                API + "/paths-info/refs%2Fpr%2F1",
                "{\"paths\":[\"data/train.parquet\",\"notes\"],\"expand\":false,\"novelty\":1}",
                "Content-Type",
                "application/json");
        assertEquals(List.of("data/train.parquet"), paths(json.json()));
        assertEquals(400, hub.post(API + "/paths-info/main", "not json").status());
    }

    @Test
    void refsAreListed() throws Exception {
        var refs = hub.get(API + "/refs").json();
        assertEquals(head, refs.get("branches").get(0).get("targetCommit").asString());
        assertEquals("main", refs.get("branches").get(0).get("name").asString());
        assertEquals("refs/heads/main", refs.get("branches").get(0).get("ref").asString());
        assertEquals("v1", refs.get("tags").get(0).get("name").asString());
        assertTrue(refs.get("converts").isEmpty());
        assertTrue(!refs.has("pullRequests"));
        var pulls = hub.get(API + "/refs?include_prs=1").json().get("pullRequests");
        assertEquals("refs/pr/1", pulls.get(0).get("ref").asString());
    }

    @Test
    void commitsAreListedInPages() throws Exception {
        var page = hub.get(API + "/commits/main?limit=1");
        assertEquals("2", page.header("X-Total-Count"));
        assertEquals(head, page.json().get(0).get("id").asString());
        assertEquals("ada", page.json().get(0).get("authors").get(0).get("user").asString());
        var second = hub.get(next(page));
        assertEquals(first, second.json().get(0).get("id").asString());
        assertEquals("First", second.json().get(0).get("title").asString());
        assertEquals("with a body", second.json().get(0).get("message").asString());
        assertEquals("", next(second));
        assertEquals("1", hub.get(API + "/commits/" + first).header("X-Total-Count"));
    }

    @Test
    void aRepositoryWithoutACommitIsEmptyNotAbsent() throws Exception {
        hub.repository(RepoKind.SPACE, "bare", Visibility.PUBLIC);
        var api = "/api/spaces/ada/bare";
        assertEquals("[]", hub.get(api + "/tree/main?recursive=true").text());
        assertEquals(
                "[]", hub.post(api + "/paths-info/main", "{\"paths\":[\"a\"]}").text());
        assertEquals("0", hub.get(api + "/commits/main").header("X-Total-Count"));
        assertEquals(0, hub.get(api + "/refs").json().get("branches").size());
    }

    @Test
    void llamaCppLearnsWhichFileAQuantisationMeans() throws Exception {
        var repository = hub.repository(RepoKind.MODEL, "tiny-GGUF", Visibility.PUBLIC);
        var file = hub.receive(repository, new byte[10]);
        hub.post(
                "/api/models/ada/tiny-GGUF/commit/main",
                Ndjson.commit("x")
                        .large("tiny-Q8_0.gguf", file)
                        .large("tiny-Q4_K_M.gguf", file)
                        .text());
        var latest = hub.get("/v2/ada/tiny-GGUF/manifests/latest", "User-Agent", "llama-cpp")
                .json();
        assertEquals("tiny-Q4_K_M.gguf", latest.get("ggufFile").get("rfilename").asString());
        var named = hub.get("/v2/ada/tiny-GGUF/manifests/q8_0").json();
        assertEquals("tiny-Q8_0.gguf", named.get("ggufFile").get("rfilename").asString());
        assertEquals(404, hub.get("/v2/ada/tiny-GGUF/manifests/Q2_K").status());
    }
}
