package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;

/// Uploading, as hub-protocol.md sections 4 and 5 want it.
final class CommitTest {
    @TempDir
    static Path folder;

    private static RunningHub hub;
    private static int count;
    private Repository repository;
    private String api;

    @BeforeAll
    static void start() throws Exception {
        hub = new RunningHub(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void anotherRepository() {
        repository = hub.repository(RepoKind.MODEL, "net" + ++count, Visibility.PUBLIC);
        api = "/api/models/" + repository.name();
    }

    private Reply commit(Ndjson commit) throws Exception {
        return hub.post(api + "/commit/main", commit.text());
    }

    private String accepted(Ndjson commit) throws Exception {
        var reply = commit(commit);
        assertEquals(200, reply.status(), reply::toString);
        return reply.json().get("commitOid").asString();
    }

    private List<String> files() throws Exception {
        var paths = new ArrayList<String>();
        for (var line : hub.get(api + "/tree/main?recursive=true").json()) {
            if (line.get("type").asString().equals("file")) {
                paths.add(line.get("path").asString());
            }
        }
        return paths;
    }

    private int commits() throws Exception {
        return Integer.parseInt(hub.get(api + "/commits/main?limit=1").header("X-Total-Count"));
    }

    private String content(String path) throws Exception {
        return hub.get("/" + repository.name() + "/resolve/main/" + path).text();
    }

    @Test
    void aCommitIsAnsweredAsClientsReadIt() throws Exception {
        var reply = commit(Ndjson.commit("First").file("a.txt", "a"));
        var oid = reply.json().get("commitOid").asString();
        assertTrue(reply.json().get("success").asBoolean());
        assertEquals(
                hub.url() + "/" + repository.name() + "/commit/" + oid,
                reply.json().get("commitUrl").asString());
        assertEquals("", reply.json().get("hookOutput").asString());
        assertEquals("a", content("a.txt"));
        var deed = hub.journal.read(0, 10_000).getLast().deed();
        assertEquals(Deed.Kind.REFS_MOVED, deed.kind());
        assertEquals(oid, deed.details().get("to"));
    }

    @Test
    void theFirstCommitBringsGitAttributesUnlessItHasItsOwn() throws Exception {
        accepted(Ndjson.commit("First").file("a.txt", "a"));
        assertTrue(content(".gitattributes").contains("*.safetensors filter=lfs"));
        anotherRepository();
        accepted(Ndjson.commit("First").file(".gitattributes", "*.x text\n"));
        assertEquals("*.x text\n", content(".gitattributes"));
    }

    @Test
    void aLargeFileOfAnUnusualNameIsTrackedForGit() throws Exception {
        var file = hub.receive(repository, "pretend this is large".getBytes(StandardCharsets.UTF_8));
        accepted(Ndjson.commit("First").large("data/odd name.dat", file));
        assertTrue(content(".gitattributes")
                .endsWith("data/odd[[:space:]]name.dat filter=lfs diff=lfs merge=lfs -text\n"));
        var before = content(".gitattributes");
        accepted(Ndjson.commit("Again").large("model.safetensors", file));
        assertEquals(before, content(".gitattributes"));
    }

    @Test
    void aStaleParentChangesNothing() throws Exception {
        var first = accepted(Ndjson.commit("First").file("a.txt", "a"));
        var second = accepted(Ndjson.commitAfter(first, "Second").file("a.txt", "b"));
        var stale = commit(Ndjson.commitAfter(first, "Stale").file("c.txt", "c"));
        assertEquals(412, stale.status());
        assertEquals(
                "A commit has happened since. Please refresh and try again.",
                stale.json().get("error").asString());
        assertEquals(2, commits());
        assertEquals(
                second,
                hub.head("/" + repository.name() + "/resolve/main/a.txt").header("X-Repo-Commit"));
        assertEquals(
                200,
                commit(Ndjson.commitAfter(second.substring(0, 7), "Short").file("d.txt", "d"))
                        .status());
    }

    @Test
    void fiftyCommitsAtOnceLoseNoFile() throws Exception {
        accepted(Ndjson.commit("First").file("a.txt", "a"));
        var before = files();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 50)
                    .<Callable<Reply>>mapToObj(
                            i -> () -> commit(Ndjson.commit("File " + i).file("many/" + i + ".txt", "" + i)))
                    .toList();
            for (var reply : pool.invokeAll(tasks)) {
                assertEquals(200, reply.get().status());
            }
        }
        assertEquals(before.size() + 50, files().size());
        assertEquals(51, commits());
    }

    @Test
    void aCommitSentTwiceIsMadeOnce() throws Exception {
        accepted(Ndjson.commit("First").file("a.txt", "a").file("old.txt", "o"));
        var change = Ndjson.commit("Change").file("b.txt", "b").delete("old.txt");
        var oid = accepted(change);
        assertEquals(oid, accepted(change));
        accepted(Ndjson.commit("Other").file("c.txt", "c"));
        assertEquals(oid, accepted(change));
        assertEquals(3, commits());
    }

    @Test
    void aCommitSentTwiceWithItsParentGetsTheFirstAnswer() throws Exception {
        var first = accepted(Ndjson.commit("First").file("a.txt", "a"));
        var change = Ndjson.commitAfter(first, "Change").file("a.txt", "b");
        var oid = accepted(change);
        assertEquals(oid, accepted(change));
        accepted(Ndjson.commit("Other").file("a.txt", "c"));
        assertEquals(412, commit(change).status());
    }

    @Test
    void whatWasUndoneMeanwhileIsDoneAgain() throws Exception {
        accepted(Ndjson.commit("First").file("a.txt", "a"));
        var add = Ndjson.commit("Add").file("b.txt", "b");
        var first = accepted(add);
        accepted(Ndjson.commit("Remove").delete("b.txt"));
        var again = accepted(add);
        assertNotEquals(first, again);
        assertEquals("b", content("b.txt"));
        assertEquals(4, commits());
    }

    @Test
    void anotherPersonsEqualCommitIsAnother() throws Exception {
        var shared = Ndjson.commit("Same").file("a.txt", "a");
        accepted(shared);
        var bob = hub.post(api + "/commit/main", shared.text(), "Authorization", "Bearer hf_bob");
        assertEquals(403, bob.status());
        var stranger = hub.post(api + "/commit/main", shared.text(), "Authorization", "");
        assertEquals(401, stranger.status());
    }

    @Test
    void aCopyNeedsNoSize() throws Exception {
        var file = hub.receive(repository, new byte[5_000]);
        accepted(Ndjson.commit("First").large("a.bin", file));
        accepted(Ndjson.commit("Copy").copy("b.bin", file));
        var lines = hub.post(api + "/paths-info/main", "{\"paths\":[\"b.bin\"]}", "Content-Type", "application/json");
        assertEquals(5_000, lines.json().get(0).get("size").asInt());
        assertEquals(5_000, lines.json().get(0).get("lfs").get("size").asInt());
    }

    @Test
    void knowingAHashIsNotHavingTheBytes() throws Exception {
        var secret = hub.repository(RepoKind.MODEL, "secret" + count, Visibility.PRIVATE);
        var file = hub.receive(secret, "weights worth stealing".getBytes(StandardCharsets.UTF_8));
        hub.post(
                "/api/models/" + secret.name() + "/commit/main",
                Ndjson.commit("x").large("w.bin", file).text());
        var bobs = "/api/models/bob/own" + count;
        hub.catalogue.add(new Repository(
                RepositoryId.next(1, new Random(count)),
                RepoKind.MODEL,
                RepoName.parse("bob/own" + count).orElseThrow(),
                Visibility.PUBLIC,
                Instant.EPOCH));
        var unknown = new Pointer(new Sha256("f".repeat(64)), file.sizeBytes());
        for (var named : List.of(
                Ndjson.commit("x").large("w.bin", file), Ndjson.commit("x").copy("w.bin", file))) {
            var stolen = hub.post(bobs + "/commit/main", named.text(), "Authorization", "Bearer hf_bob");
            var absent = hub.post(
                    bobs + "/commit/main",
                    Ndjson.commit("x").large("w.bin", unknown).text(),
                    "Authorization",
                    "Bearer hf_bob");
            assertEquals(400, stolen.status());
            assertEquals(absent.text(), stolen.text());
        }
        assertEquals("[]", hub.get(bobs + "/tree/main").text());
    }

    @Test
    void aWrongSizeIsRefused() throws Exception {
        var file = hub.receive(repository, new byte[10]);
        var wrong = commit(Ndjson.commit("x")
                .line("lfsFile", Map.of("path", "a.bin", "oid", file.content().hex(), "size", 11)));
        assertEquals(400, wrong.status());
    }

    @Test
    void deletingWhatIsNotThereIsSaidInTheClientsWords() throws Exception {
        accepted(Ndjson.commit("First").file("a/b.txt", "a"));
        for (var change : List.of(
                Ndjson.commit("x").delete("none.txt"), Ndjson.commit("x").deleteFolder("none/"))) {
            var reply = commit(change);
            assertEquals(404, reply.status());
            assertEquals("EntryNotFound", reply.header("X-Error-Code"));
            assertEquals(
                    "A file with this name doesn't exist",
                    reply.json().get("error").asString());
        }
        accepted(Ndjson.commit("Gone").deleteFolder("a/"));
        assertEquals(List.of(".gitattributes"), files());
    }

    @Test
    void anEmptyCommitIsACommit() throws Exception {
        accepted(Ndjson.commit("First").file("a.txt", "a"));
        accepted(Ndjson.commit("Nothing"));
        assertEquals(2, commits());
        assertEquals(
                "Nothing",
                hub.get(api + "/commits/main").json().get(0).get("title").asString());
    }

    @Test
    void branchesAreCommittedToByEitherName() throws Exception {
        var first = accepted(Ndjson.commit("First").file("a.txt", "a"));
        hub.point(repository, "refs/heads/feature/x", first);
        for (var name : List.of("feature%2Fx", "refs%2Fheads%2Ffeature%2Fx")) {
            var reply = hub.post(
                    api + "/commit/" + name,
                    Ndjson.commit("x").file(name + ".txt", "x").text());
            assertEquals(200, reply.status(), reply::toString);
        }
        var absent = hub.post(
                api + "/commit/nowhere", Ndjson.commit("x").file("a.txt", "x").text());
        assertEquals(404, absent.status());
        assertEquals("RevisionNotFound", absent.header("X-Error-Code"));
        assertEquals(1, commits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../b",
                "/a",
                "a//b",
                ".git/config",
                "a/.GIT/x",
                "git~1/x",
                "a\\\\b",
                "a\\u0000b",
                ".",
                "a/",
                ".cache/huggingface/x",
                ""
            })
    void namesThatWouldHarmACloneAreRefused(String name) throws Exception {
        var reply = hub.post(
                api + "/commit/main",
                "{\"key\":\"header\",\"value\":{\"summary\":\"x\"}}\n"
                        + "{\"key\":\"file\",\"value\":{\"path\":\"%s\",\"content\":\"\"}}".formatted(name));
        assertEquals(400, reply.status(), reply::toString);
        assertEquals("[]", hub.get(api + "/tree/main").text());
    }

    @Test
    void aFileAndAFolderCannotShareAName() throws Exception {
        accepted(Ndjson.commit("First").file("a", "a"));
        assertEquals(400, commit(Ndjson.commit("x").file("a/b", "b")).status());
    }

    @Test
    void aFolderMayNotBecomeTooFull() throws Exception {
        var crowd = Ndjson.commit("Many");
        for (int n = 0; n <= 10_000; n++) {
            crowd = crowd.file("crowd/" + n + ".txt", "");
        }
        var reply = commit(crowd);
        assertEquals(400, reply.status(), reply::toString);
        assertTrue(reply.json().get("error").asString().contains("'/crowd' would have 10001"), reply::toString);
        accepted(Ndjson.commit("Fewer").file("crowd/1.txt", ""));
        assertEquals(List.of(".gitattributes", "crowd/1.txt"), files());
    }

    @Test
    void pullRequestsAreNotThereYet() throws Exception {
        var reply =
                hub.post(api + "/commit/main?create_pr=1", Ndjson.commit("x").text());
        assertEquals(501, reply.status());
        assertEquals("NotImplemented", reply.header("X-Error-Code"));
    }

    @Test
    void aLineOfNinetyMegabytesIsRefusedOrPassedOverWithoutBeingKept() throws Exception {
        int size = 90 * 1024 * 1024;
        var tooLarge = hub.send(
                "POST",
                api + "/commit/main",
                BodyPublishers.ofInputStream(() -> around(
                        "{\"key\":\"header\",\"value\":{\"summary\":\"x\"}}\n{\"key\":\"file\",\"value\":{\"content\":\"",
                        size,
                        "\",\"path\":\"a\",\"encoding\":\"base64\"}}")));
        assertEquals(413, tooLarge.status(), tooLarge::toString);
        var unknown = hub.send(
                "POST",
                api + "/commit/main",
                BodyPublishers.ofInputStream(
                        () -> around("{\"key\":\"header\",\"value\":{\"summary\":\"x\",\"novelty\":\"", size, "\"}}")));
        assertEquals(200, unknown.status(), unknown::toString);
    }

    private static InputStream around(String before, int count, String after) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                stream(before),
                new InputStream() {
                    private int left = count;

                    @Override
                    public int read() {
                        return left-- > 0 ? 'A' : -1;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int taken = Math.min(left, length);
                        if (taken <= 0) {
                            return -1;
                        }
                        Arrays.fill(into, offset, offset + taken, (byte) 'A');
                        left -= taken;
                        return taken;
                    }
                },
                stream(after))));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLargestInlineFileArrivesWhole() throws Exception {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(5).nextBytes(bytes);
        accepted(Ndjson.commit("Large").file("a.dat", bytes));
        assertArrayEquals(
                bytes, hub.get("/" + repository.name() + "/resolve/main/a.dat").bytes());
    }

    @Test
    void theUploadPlanTellsWhereEachFileGoes() throws Exception {
        var reply = hub.post(api + "/preupload/main", """
                {"files":[
                  {"path":"model.safetensors","size":10,"sample":"AAAA"},
                  {"path":"config.json","size":2,"sample":"e30="},
                  {"path":"big.json","size":20000000,"sample":"e30="},
                  {"path":"picture.png","size":4,"sample":"iVBORwAA"},
                  {"path":"empty.bin","size":0,"sample":""},
                  {"path":"x.log","size":1,"sample":"YQ=="}],
                 "gitIgnore":"*.log\\n"}
                """, "Content-Type", "application/json");
        assertEquals(200, reply.status(), reply::toString);
        var modes = new ArrayList<String>();
        var ignored = new ArrayList<Boolean>();
        for (var file : reply.json().get("files")) {
            modes.add(file.get("uploadMode").asString());
            ignored.add(file.get("shouldIgnore").asBoolean());
        }
        assertEquals(List.of("lfs", "regular", "lfs", "lfs", "regular", "regular"), modes);
        assertEquals(List.of(false, false, false, false, false, true), ignored);
    }

    @Test
    void theUploadPlanNamesWhatIsThereAlready() throws Exception {
        var file = hub.receive(repository, new byte[100]);
        accepted(Ndjson.commit("First").file("a.txt", "a").large("b.bin", file).file(".gitignore", "*.log"));
        var reply = hub.post(api + "/preupload/main", """
                {"files":[{"path":"a.txt","size":1},{"path":"b.bin","size":1,"sample":"AA=="},{"path":"c.log","size":1}]}
                """);
        var files = reply.json().get("files");
        assertEquals(
                "2e65efe2a145dda7ee51d1741299f848e5bf752e",
                files.get(0).get("oid").asString());
        assertEquals(file.content().hex(), files.get(1).get("oid").asString());
        assertTrue(files.get(2).get("shouldIgnore").asBoolean());
        assertEquals(404, hub.post(api + "/preupload/nowhere", "{\"files\":[]}").status());
    }
}
