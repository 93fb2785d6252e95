package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files that do harm reach nobody but their publisher, by any door; others pass before the answer to their commit.
final class UnsafeFilesTest {
    /// A pickle of protocol 0 that runs a command when it is loaded.
    private static final String BOMB = "cos\nsystem\n(S'echo harm'\ntR.";

    private static final List<String> OTHERS = List.of("bob", "anonymous");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void aPickleThatRunsCodeReachesNobodyButItsPublisher() throws Exception {
        made("bomb");
        hub.commit("ada", "ada/bomb", "README.md", "# Harmless so far");
        var before = sha("ada", "bomb");
        var oid = hub.commitLarge("ada", "ada/bomb", "weights/model.bin", BOMB);
        var after = sha("ada", "bomb");
        assertFalse(before.equals(after));
        for (var who : OTHERS) {
            assertEquals(before, sha(who, "bomb"), who);
            for (var path : List.of(
                    "/ada/bomb/resolve/main/weights/model.bin",
                    "/ada/bomb/resolve/%s/weights/model.bin".formatted(after),
                    "/ada/bomb/resolve/%s/README.md".formatted(after),
                    "/api/models/ada/bomb/revision/" + after,
                    "/api/models/ada/bomb/tree/" + after,
                    "/api/models/ada/bomb/xet-read-token/" + after,
                    "/ada/bomb/blob/main/weights/model.bin",
                    "/ada/bomb/tree/" + after,
                    "/ada/bomb/commit/" + after)) {
                assertEquals(404, hub.get(who, path).statusCode(), who + " " + path);
            }
            assertFalse(hub.get(who, "/api/models/ada/bomb/tree/main?recursive=true")
                    .body()
                    .contains("model.bin"));
            assertFalse(hub.get(who, "/api/models/ada/bomb/commits/main").body().contains(after));
            assertFalse(hub.get(who, "/ada/bomb.git/info/refs?service=git-upload-pack")
                    .body()
                    .contains(after));
            assertFalse(
                    hub.get(who, "/ada/bomb/tree/main").body().contains("add weights"), "titles are told to nobody");
            var batch = hub.post(who, "/ada/bomb.git/info/lfs/objects/batch", """
                    {"operation":"download","objects":[{"oid":"%s","size":%d}]}""".formatted(oid, BOMB.length()));
            assertFalse(batch.body().contains("\"actions\""), batch::body);
        }
        assertEquals(
                200, hub.get("ada", "/api/models/ada/bomb/revision/" + after).statusCode());
    }

    @Test
    void itsPublisherIsToldWhy() throws Exception {
        made("told");
        hub.commit("ada", "ada/told", "model.pkl", BOMB);
        var asked = hub.post(
                "ada", "/api/models/ada/told/paths-info/main", "{\"paths\": [\"model.pkl\"], \"expand\": true}");
        var file = hub.done(asked).get(0).get("securityFileStatus");
        assertEquals("unsafe", file.get("status").asString());
        assertEquals("system", file.at("/pickleImportScan/pickleImports/0/name").asString());
        assertEquals("unscanned", file.at("/avScan/status").asString(), "no scanner for viruses is set");
        var info = hub.done(hub.get("ada", "/api/models/ada/told?securityStatus=true"));
        assertTrue(info.at("/securityRepoStatus/scansDone").asBoolean());
        assertEquals(
                "model.pkl",
                info.at("/securityRepoStatus/filesWithIssues/0/path").asString());
        var page = hub.page("ada", "/ada/told/blob/main/model.pkl");
        assertTrue(page.contains("not safe") && page.contains("os.system") && page.contains("63 6f 73 0a"), page);
        assertTrue(hub.page("ada", "/ada/told/tree/main").contains("Only its publisher sees this revision"));
        assertTrue(hub.page("ada", "/settings/inbox").contains("is kept from others than its publisher"));
        var state =
                hub.done(hub.get("ada", "/api/models/ada/told/release/commits")).get(0);
        assertEquals("held", state.get("status").asString());
        assertTrue(state.get("reason").asString().contains("model.pkl"), state::toString);
        for (var who : OTHERS) {
            assertEquals(404, hub.get(who, "/ada/told/resolve/main/model.pkl").statusCode());
            assertFalse(
                    hub.get(who, "/ada/told").body().contains("model.pkl"),
                    "only what the repository began with is shown");
        }
    }

    @Test
    void whatFollowsABombWaitsUntilTheHistoryIsRidOfIt() throws Exception {
        made("mended");
        hub.commit("ada", "ada/mended", "README.md", "# Good");
        var good = sha("ada", "mended");
        hub.commit("ada", "ada/mended", "model.pkl", BOMB);
        hub.done(hub.post("ada", "/api/models/ada/mended/commit/main", """
                {"key":"header","value":{"summary":"remove it"}}
                {"key":"deletedFile","value":{"path":"model.pkl"}}
                """));
        assertEquals(good, sha("bob", "mended"), "git would hand it out with the history");
        hub.done(hub.post("ada", "/api/models/ada/mended/super-squash/main", "{\"message\": \"Begin anew\"}"));
        var clean = sha("ada", "mended");
        await(() -> clean.equals(sha("bob", "mended")));
        assertEquals(
                "# Good", hub.get("bob", "/ada/mended/resolve/main/README.md").body());
    }

    @Test
    void whatIsHarmlessIsThereWhenTheAnswerIs() throws Exception {
        made("fine");
        for (var file : List.of("README.md", "config.json", "notes.bin")) {
            hub.commit("ada", "ada/fine", file, "{\"words\": \"nothing that runs\"}");
            assertEquals(
                    200, hub.get("anonymous", "/ada/fine/resolve/main/" + file).statusCode(), file);
        }
        var oid = hub.commitLarge("ada", "ada/fine", "large.txt", "calm ".repeat(100_000));
        assertTrue(hub.get("anonymous", "/api/models/ada/fine/tree/main").body().contains(oid));
        var lines = hub.done(hub.get("bob", "/api/models/ada/fine/tree/main?expand=true"));
        lines.forEach(line ->
                assertEquals("safe", line.at("/securityFileStatus/status").asString(), line::toString));
    }

    @Test
    void aBranchOrATagOfABombIsHeldToo() throws Exception {
        made("source");
        var before = sha("ada", "source");
        hub.commit("ada", "ada/source", "model.pkl", BOMB);
        hub.done(hub.post("ada", "/api/models/ada/source/branch/side", "{}"));
        hub.done(hub.post("ada", "/api/models/ada/source/tag/main", "{\"tag\": \"v1\"}"));
        for (var who : OTHERS) {
            assertEquals(404, hub.get(who, "/ada/source/resolve/side/model.pkl").statusCode());
            assertEquals(404, hub.get(who, "/ada/source/resolve/v1/model.pkl").statusCode());
            var refs = hub.done(hub.get(who, "/api/models/ada/source/refs"));
            refs.get("branches")
                    .forEach(branch ->
                            assertEquals(before, branch.get("targetCommit").asString()));
            assertEquals("[]", refs.get("tags").toString(), "a tag elsewhere than its publisher has it would lie");
        }
    }

    private static void made(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
    }

    private static String sha(String who, String name) throws Exception {
        JsonNode info = hub.done(hub.get(who, "/api/models/ada/" + name));
        return info.path("sha").asString("");
    }

    private static void await(Callable<Boolean> truth) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.call()) {
            assertTrue(System.nanoTime() < end, "it did not come true");
            Thread.sleep(100);
        }
    }
}
