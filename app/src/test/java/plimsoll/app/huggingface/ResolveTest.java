package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Visibility;

/// Downloading, as hub-protocol.md sections 2.1, 3, 9.3 and 9.7 want it.
final class ResolveTest {
    private static final byte[] WEIGHTS = new byte[300_000];

    @TempDir
    static Path folder;

    private static RunningHub hub;
    private static Pointer weights;
    private static String commit;

    @BeforeAll
    static void publish() throws Exception {
        new Random(3).nextBytes(WEIGHTS);
        hub = new RunningHub(folder);
        var repository = hub.repository(RepoKind.MODEL, "net", Visibility.PUBLIC);
        weights = hub.receive(repository, WEIGHTS);
        var done = hub.post(
                "/api/models/ada/net/commit/main",
                Ndjson.commit("Publish")
                        .file("config.json", "{\"a\":1}\n")
                        .file("empty.txt", "")
                        .file("page.html", "<script>alert(1)</script>")
                        .file("with space & #?%.txt", "odd")
                        .file("ünïcode/файл 🦈.txt", "fish")
                        .large("model.safetensors", weights)
                        .text());
        assertEquals(200, done.status(), done::toString);
        commit = done.json().get("commitOid").asString();
        hub.point(repository, "refs/pr/1", commit);
        hub.point(repository, "refs/heads/feature/x", commit);
        hub.point(repository, "refs/tags/v1", commit);
        hub.repository(RepoKind.MODEL, "secret", Visibility.PRIVATE);
        hub.post(
                "/api/models/ada/secret/commit/main",
                Ndjson.commit("x").file("a.txt", "a").text());
        hub.repository(RepoKind.MODEL, "bare", Visibility.PUBLIC);
        var moving = hub.repository(RepoKind.DATASET, "old", Visibility.PUBLIC);
        hub.post(
                "/api/datasets/ada/old/commit/main",
                Ndjson.commit("x").file("a b.txt", "a").text());
        assertTrue(hub.catalogue.rename(moving.id(), RepoName.parse("ada/new").orElseThrow()));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aRegularFilesHeadTellsAllThatClientsNeed() throws Exception {
        var head = hub.head("/ada/net/resolve/main/config.json", "Accept-Encoding", "identity");
        assertEquals(200, head.status());
        assertEquals(commit, head.header("X-Repo-Commit"));
        assertEquals("8", head.header("Content-Length"));
        assertTrue(head.header("ETag").matches("\"[0-9a-f]{40}\""), head::toString);
        assertEquals("application/json", head.header("Content-Type"));
        assertEquals("-", head.header("Content-Encoding"));
        assertEquals("nosniff", head.header("X-Content-Type-Options"));
        assertEquals("{\"a\":1}\n", hub.get("/ada/net/resolve/main/config.json").text());
    }

    @Test
    void aLargeFileRedirectsToASignedAddressOnThisHost() throws Exception {
        var answer = hub.get("/ada/net/resolve/main/model.safetensors");
        assertEquals(302, answer.status());
        assertDescribed(answer);
        assertTrue(answer.header("Location").startsWith(hub.url() + "/"), answer::toString);
        var bytes = hub.get(answer.header("Location"), "Authorization", "");
        assertEquals(200, bytes.status());
        assertArrayEquals(WEIGHTS, bytes.bytes());
        assertEquals("\"" + weights.content() + "\"", bytes.header("ETag"));
    }

    // huggingface_hub 2 follows redirects of HEAD that stay on one host, and looks for the commit in the last answer.
    @Test
    void theHeadOfALargeFileIsAnsweredAtOnce() throws Exception {
        var head = hub.head("/ada/net/resolve/main/model.safetensors", "Accept-Encoding", "identity");
        assertEquals(200, head.status());
        assertEquals("-", head.header("Location"));
        assertEquals("300000", head.header("Content-Length"));
        assertDescribed(head);
    }

    private static void assertDescribed(Reply answer) {
        assertEquals(commit, answer.header("X-Repo-Commit"));
        assertEquals("300000", answer.header("X-Linked-Size"));
        assertEquals("\"" + weights.content() + "\"", answer.header("X-Linked-ETag"));
    }

    @Test
    void partsComeFromTheFinalAddress() throws Exception {
        var address = hub.get("/ada/net/resolve/main/model.safetensors").header("Location");
        var part = hub.get(address, "Range", "bytes=200000-");
        assertEquals(206, part.status());
        assertEquals("bytes 200000-299999/300000", part.header("Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(WEIGHTS, 200_000, 300_000), part.bytes());
        assertEquals(416, hub.get(address, "Range", "bytes=300000-").status());
        var stale = hub.get(address, "Range", "bytes=5-9", "If-Range", "\"other\"");
        assertEquals(200, stale.status());
        assertEquals(
                304,
                hub.get(address, "If-None-Match", "\"" + weights.content() + "\"")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, bytes 0-0/8, {",
        "bytes=2-, 206, bytes 2-7/8, 'a\":1}\n'",
        "bytes=-2, 206, bytes 6-7/8, '}\n'",
        "bytes=4-100, 206, bytes 4-7/8, ':1}\n'",
        "bytes=8-, 416, bytes */8, ",
    })
    void regularFilesComeInPartsToo(String range, int status, String contentRange, String body) throws Exception {
        var part = hub.get("/ada/net/resolve/main/config.json", "Range", range);
        assertEquals(status, part.status());
        assertEquals(contentRange, part.header("Content-Range"));
        if (body != null) {
            assertEquals(body, part.text());
        }
    }

    @Test
    void theJavaScriptClientLearnsTheSizeFromTheFirstByte() throws Exception {
        var accept = "application/vnd.xet-fileinfo+json, */*";
        var small = hub.get("/ada/net/resolve/main/config.json", "Range", "bytes=0-0", "Accept", accept);
        assertEquals(206, small.status());
        assertFalse(small.header("Content-Type").contains("xet"));
        var large = hub.get(
                hub.get("/ada/net/resolve/main/model.safetensors", "Range", "bytes=0-0", "Accept", accept)
                        .header("Location"),
                "Range",
                "bytes=0-0",
                "Accept",
                accept);
        assertEquals("bytes 0-0/300000", large.header("Content-Range"));
        // An empty file has no first byte, and that client gives up on 416.
        var empty = hub.get("/ada/net/resolve/main/empty.txt", "Range", "bytes=0-0", "Accept", accept);
        assertEquals(200, empty.status());
        assertEquals("bytes */0", empty.header("Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"main", "HEAD", "refs%2Fheads%2Fmain", "refs%2Fpr%2F1", "feature%2Fx", "v1", "refs%2Ftags%2Fv1"})
    void everyWayToNameARevisionWorks(String revision) throws Exception {
        var head = hub.head("/ada/net/resolve/%s/config.json".formatted(revision));
        assertEquals(200, head.status(), head::toString);
        assertEquals(commit, head.header("X-Repo-Commit"));
    }

    @Test
    void commitsAreNamedInFullOrByTheirFirstDigits() throws Exception {
        assertEquals(
                200,
                hub.head("/ada/net/resolve/%s/config.json".formatted(commit)).status());
        assertEquals(
                200,
                hub.head("/ada/net/resolve/%s/config.json".formatted(commit.substring(0, 8)))
                        .status());
    }

    @Test
    void awkwardNamesAreServed() throws Exception {
        assertEquals(
                "odd",
                hub.get("/ada/net/resolve/main/with%20space%20&%20%23%3F%25.txt")
                        .text());
        var fish = hub.get("/ada/net/resolve/main/%C3%BCn%C3%AFcode/%D1%84%D0%B0%D0%B9%D0%BB%20%F0%9F%A6%88.txt");
        assertEquals("fish", fish.text());
        assertEquals(
                "inline; filename=\"____ _.txt\"; filename*=UTF-8''%D1%84%D0%B0%D0%B9%D0%BB%20%F0%9F%A6%88.txt",
                fish.header("Content-Disposition"));
    }

    @Test
    void aStrangersPageRunsNothing() throws Exception {
        var page = hub.get("/ada/net/resolve/main/page.html");
        assertTrue(page.header("Content-Security-Policy").startsWith("sandbox;"), page::toString);
        assertTrue(hub.get("/ada/net/resolve/main/page.html?download=true")
                .header("Content-Disposition")
                .startsWith("attachment"));
        assertEquals(
                "-",
                hub.get("/ada/net/resolve/main/config.json?noContentDisposition=1")
                        .header("Content-Disposition"));
    }

    @Test
    void rawIsWhatGitKeeps() throws Exception {
        var raw = hub.get("/ada/net/raw/main/model.safetensors");
        assertEquals(weights.text().utf8(), raw.text());
        assertEquals("{\"a\":1}\n", hub.get("/ada/net/raw/main/config.json").text());
    }

    @Test
    void whatIsAbsentIsSaidInTheCodesThatClientsSwitchOn() throws Exception {
        var file = hub.head("/ada/net/resolve/main/none.txt");
        assertEquals(404, file.status());
        assertEquals("EntryNotFound", file.header("X-Error-Code"));
        assertEquals(commit, file.header("X-Repo-Commit"));
        var folder = hub.get("/ada/net/resolve/main/%C3%BCn%C3%AFcode");
        assertEquals("EntryNotFound", folder.header("X-Error-Code"));
        var revision = hub.get("/ada/net/resolve/nowhere/config.json");
        assertEquals(404, revision.status());
        assertEquals("RevisionNotFound", revision.header("X-Error-Code"));
        assertEquals("Invalid rev id: nowhere", revision.header("X-Error-Message"));
        assertEquals("Invalid rev id: nowhere", revision.json().get("error").asString());
        var bare = hub.get("/ada/bare/resolve/main/config.json");
        assertEquals("EntryNotFound", bare.header("X-Error-Code"));
    }

    @Test
    void whatIsPrivateLooksAsIfItWereNotThere() throws Exception {
        for (var path :
                List.of("/ada/%s/resolve/main/a.txt", "/ada/%s/raw/main/a.txt", "/api/models/ada/%s/tree/main")) {
            for (var token : List.of("", "Bearer hf_bob")) {
                var secret = hub.get(path.formatted("secret"), "Authorization", token);
                var absent = hub.get(path.formatted("absent"), "Authorization", token);
                assertEquals(token.isEmpty() ? 401 : 404, secret.status(), path);
                assertEquals("RepoNotFound", secret.header("X-Error-Code"));
                assertEquals(absent.status(), secret.status());
                assertEquals(absent.text(), secret.text());
                assertEquals(absent.header("X-Error-Message"), secret.header("X-Error-Message"));
            }
            assertEquals(200, hub.get(path.formatted("secret")).status());
        }
        var wrong = hub.get("/ada/net/resolve/main/config.json", "Authorization", "Bearer hf_wrong");
        assertEquals(401, wrong.status());
        assertEquals("Invalid credentials in Authorization header", wrong.header("X-Error-Message"));
    }

    @Test
    void aFormerNameLeadsToThePresentOne() throws Exception {
        var moved = hub.head("/datasets/ada/old/resolve/main/a%20b.txt");
        assertEquals(307, moved.status());
        assertEquals("/datasets/ada/new/resolve/main/a%20b.txt", moved.header("Location"));
        assertEquals(200, hub.head(moved.header("Location")).status());
        assertEquals(
                "/api/datasets/ada/new/tree/main?recursive=true",
                hub.get("/api/datasets/ada/old/tree/main?recursive=true").header("Location"));
    }

    @Test
    void aKnownHashOpensNothingElsewhere() throws Exception {
        hub.repository(RepoKind.MODEL, "thief", Visibility.PUBLIC);
        var own = hub.post(
                "/api/models/ada/thief/commit/main",
                Ndjson.commit("x").file("p.bin", weights.text().toArray()).text());
        assertEquals(200, own.status());
        // A pointer's text that came as a regular file is a pointer, but one to bytes this repository never received.
        assertEquals(404, hub.get("/ada/thief/resolve/main/p.bin").status());
    }
}
