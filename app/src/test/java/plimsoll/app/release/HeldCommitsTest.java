package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's word on held commits, at the doors of a whole hub.
final class HeldCommitsTest {
    /// A pickle of protocol 0 that runs a command when it is loaded.
    private static final String BOMB = "cos\nsystem\n(S'echo harm'\ntR.";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("rita", "admin");
        hub.account("nora", "admin");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void aPersonLetsAHeldCommitGoForAReasonAndATime() throws Exception {
        var commit = held("ada", "bomb");
        var at = "/api/models/ada/bomb/release/holds/" + commit;
        assertEquals(403, hub.send("ada", "PUT", at, waiver(Duration.ofDays(1))).statusCode());
        assertEquals(
                400, hub.send("rita", "PUT", at, waiver(Duration.ofDays(91))).statusCode(), "too long");
        assertEquals(
                400,
                hub.send("rita", "PUT", at, "{\"reason\":\"x\",\"until\":\"soon\"}")
                        .statusCode());
        assertEquals(404, file("bomb", commit));
        hub.done(hub.send("rita", "PUT", at, waiver(Duration.ofDays(1))));
        assertEquals(200, file("bomb", commit));
        assertTrue(hub.get("anonymous", "/ada/bomb.git/info/refs?service=git-upload-pack")
                .body()
                .contains(commit));
        var page = hub.get("anonymous", "/ada/bomb/tree/main").body();
        assertTrue(page.contains("rita let it go until") && page.contains("A teaching example."), page);
        assertTrue(hub.get("anonymous", at).body().contains("model.pkl is not safe"));
        hub.commit("ada", "ada/bomb", "NOTES.md", "What follows is seen as well.");
        assertTrue(until(
                () -> hub.get("anonymous", "/ada/bomb/resolve/main/NOTES.md").statusCode() == 200));
        hub.done(hub.post("ada", "/api/models/ada/bomb/inspection", "{}"));
        assertTrue(until(() -> holds("bomb").equals("[]")));
        assertEquals(200, file("bomb", commit), "another inspection does not undo a person's word");
        var copy = hub.post("nora", "/api/models/ada/bomb/duplicate", "{\"repository\": \"nora/copy\"}");
        hub.done(copy);
        assertEquals(
                404, hub.get("anonymous", "/nora/copy/resolve/main/model.pkl").statusCode());
        hub.done(hub.send("rita", "DELETE", at, ""));
        assertEquals(404, file("bomb", commit));
        assertEquals(
                404, hub.get("anonymous", "/ada/bomb/resolve/main/NOTES.md").statusCode(), "it follows");
        assertTrue(hub.page("rita", "/settings/oversight").contains("hold waived"));
        assertTrue(hub.page("ada", "/settings/inbox").contains("was let go until"));
    }

    @Test
    void itEndsByItself() throws Exception {
        var commit = held("ada", "brief");
        hub.done(hub.send(
                "rita", "PUT", "/api/models/ada/brief/release/holds/" + commit, waiver(Duration.ofSeconds(3))));
        assertEquals(200, file("brief", commit));
        assertTrue(until(() -> file("brief", commit) == 404));
    }

    @Test
    void nobodyLetsGoWhatTheyPublish() throws Exception {
        var commit = held("rita", "own");
        var at = "/api/models/rita/own/release/holds/" + commit;
        assertEquals(
                403, hub.send("rita", "PUT", at, waiver(Duration.ofDays(1))).statusCode());
        assertFalse(hub.page("rita", "/rita/own/tree/main").contains("Let it go"));
        assertTrue(hub.page("nora", "/rita/own/tree/main").contains("Let it go"));
        assertEquals(
                303,
                hub.form(
                        "nora",
                        "/rita/own/holds/" + commit,
                        Map.of("reason", "A drill.", "until", day(Duration.ofDays(3)))));
        assertTrue(hub.get("anonymous", "/rita/own/tree/main").body().contains("A drill."));
        assertEquals(303, hub.form("nora", "/rita/own/holds/" + commit, Map.of("end", "1")));
        assertFalse(hub.get("anonymous", "/rita/own/tree/main").body().contains("A drill."));
    }

    @Test
    void whatIsWhollyHeldIsDescribedToNobody() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"hidden\"}"));
        hub.done(hub.post("ada", "/api/models/ada/hidden/commit/main", """
                {"key":"header","value":{"summary":"all at once"}}
                {"key":"file","value":{"path":"README.md","content":"---\\ntags: [zanzibar]\\n---\\n# Zanzibar"}}
                {"key":"file","value":{"path":"model.pkl","content":"cos\\nsystem\\n(S'echo harm'\\ntR."}}
                """));
        assertTrue(until(() -> holds("hidden").contains("not safe")));
        assertFalse(hub.get("anonymous", "/api/models?search=zanzibar").body().contains("ada/hidden"));
        assertFalse(hub.get("anonymous", "/models?search=zanzibar").body().contains("ada/hidden"));
        assertFalse(
                hub.get("anonymous", "/api/models?author=ada&full=true").body().contains("zanzibar"));
    }

    @Test
    void anInspectionIsCalledOffAndForByWhoMayWrite() throws Exception {
        held("ada", "called");
        assertTrue(
                until(() -> hub.send("ada", "DELETE", "/api/models/ada/called/inspection", "")
                                .statusCode()
                        == 404),
                "it is through");
        assertEquals(
                401,
                hub.post("anonymous", "/api/models/ada/called/inspection", "{}").statusCode());
        assertEquals(
                202, hub.post("ada", "/api/models/ada/called/inspection", "{}").statusCode());
        assertEquals(303, hub.form("ada", "/ada/called/inspection", Map.of("again", "1")));
        assertTrue(holds("called").contains("not safe"));
    }

    private static String held(String who, String name) throws Exception {
        hub.done(hub.post(who, "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.commit(who, who + "/" + name, "model.pkl", BOMB);
        var info = hub.done(hub.get(who, "/api/models/%s/%s".formatted(who, name)));
        assertTrue(until(() -> hub.get(who, "/api/models/%s/%s/release/holds".formatted(who, name))
                .body()
                .contains("not safe")));
        return info.get("sha").asString();
    }

    private static String holds(String name) throws Exception {
        return hub.get("ada", "/api/models/ada/%s/release/holds".formatted(name))
                .body();
    }

    private static int file(String name, String commit) throws Exception {
        return hub.get("anonymous", "/ada/%s/resolve/%s/model.pkl".formatted(name, commit))
                .statusCode();
    }

    private static String waiver(Duration time) {
        return """
                {"reason": "A teaching example.", "until": "%s"}""".formatted(Instant.now().plus(time));
    }

    private static String day(Duration time) {
        return Instant.now().plus(time).toString().substring(0, 10);
    }

    private static boolean until(Callable<Boolean> condition) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }
}
