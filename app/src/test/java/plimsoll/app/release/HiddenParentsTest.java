package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Anybody can name somebody's private model in a card. Whatever comes of that is as if there were no such model, for
/// whoever may not know of it; who may, is told all.
final class HiddenParentsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WITHHELD = "{\"components\": {\"papers\": {\"access\": \"withheld\"}}}";

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("eve", "member");
        hub.account("watcher", "auditor");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    /// A private model of ada's, called `name`, and a private one of eve's that says it derives from it; and one of
    /// eve's that names a model that is not there.
    private static void guessed(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\", \"private\": true}".formatted(name)));
        hub.commit("ada", "ada/" + name, "README.md", "---\nlicense: cc-by-nd-4.0\n---\n# Hidden");
        for (var guess : new String[] {name, "nothing-" + name}) {
            var child = "{\"name\": \"of-%s\", \"private\": true}".formatted(guess);
            hub.done(hub.post("eve", "/api/repos/create", child));
            hub.commit(
                    "eve",
                    "eve/of-" + guess,
                    "README.md",
                    "---\nlicense: mit\nbase_model: ada/%s\n---\n# Guess".formatted(guess));
        }
    }

    /// What eve gets to read of a model that names `guess`, in which that name and her own model's stand for it.
    private static String read(String who, String path, String guess) throws Exception {
        return told(hub.get(who, path.formatted("eve/of-" + guess)).body(), guess);
    }

    /// Without what differs between any two models: ids, hashes, times, places in the log.
    private static String told(String text, String guess) {
        return text.replace(guess, "GUESS")
                .replaceAll("<time[^>]*>[^<]*</time>", "TIME")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{10,64}|/log/entry/[0-9]+", "ID")
                .replaceAll("[0-9-]+T[0-9:.]+Z|csrf[^>]*>", "AT");
    }

    @Test
    void aPlanIsNotHeldBackByWhatItsPublisherMayNotKnow() throws Exception {
        guessed("keelson");
        for (var guess : new String[] {"keelson", "nothing-keelson"}) {
            var answer =
                    hub.send("eve", "PUT", "/api/models/eve/of-%s/settings".formatted(guess), "{\"private\":false}");
            assertEquals(200, answer.statusCode(), answer::body);
            hub.done(hub.send("eve", "PUT", "/api/models/eve/of-%s/release".formatted(guess), """
                    {"components": {"weights": {"access": "open"}}}"""));
        }
        // Who watches over the hub is told; eve is not, by her inbox or by her model's page.
        var end = Instant.now().plus(PATIENCE);
        while (!hub.page("watcher", "/settings/inbox").contains("derives from ada/keelson")) {
            assertTrue(Instant.now().isBefore(end), "nobody was told");
            Thread.sleep(200);
        }
        assertFalse(hub.page("eve", "/settings/inbox").contains("ada/keelson"));
        for (var path : new String[] {"/%s/release", "/api/models/%s/release", "/api/models/%s/bom/main"}) {
            assertEquals(read("eve", path, "nothing-keelson"), read("eve", path, "keelson"), path);
        }
        assertTrue(hub.get("ada", "/eve/of-keelson/release").body().contains("which is released as internal"));
        assertTrue(hub.get("watcher", "/eve/of-keelson/release").body().contains("which is released as internal"));
    }

    @Test
    void aRefusalToAnAdminIsOnRecordWithoutWhatThePublisherMayNotKnow() throws Exception {
        guessed("hawser");
        var refused = hub.send("admin", "PUT", "/api/models/eve/of-hawser/settings", "{\"private\": false}");
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("derives from ada/hawser"), refused::body);
        var statements = hub.done(hub.get("eve", "/api/models/eve/of-hawser/release/statements"));
        var hash = statements.get(0).get("sha256").asString();
        var statement = hub.get("eve", "/api/models/eve/of-hawser/release/statements/" + hash);
        assertEquals(200, statement.statusCode());
        assertFalse(WholeHub.payload(statement).contains("ada/hawser"), WholeHub.payload(statement));
    }

    @Test
    void theRecallOfWhatWasHiddenIsToldToWhoMayKnowOfIt() throws Exception {
        guessed("bulwark");
        hub.done(hub.post("ada", "/api/models/ada/bulwark/recall", "{\"reason\": \"It leaks names\"}"));
        var heir = "/eve/of-bulwark/resolve/main/README.md";
        assertEquals("", warned("eve", heir));
        assertTrue(warned("watcher", heir).contains("base model ada/bulwark"), warned("watcher", heir));
        for (var feed : new String[] {"/api/recalls", "/api/recalls.atom"}) {
            assertFalse(hub.get("anonymous", feed).body().contains("ada/bulwark"), feed);
            assertFalse(hub.get("eve", feed).body().contains("ada/bulwark"), feed);
            assertTrue(hub.get("ada", feed).body().contains("ada/bulwark"), feed);
            assertTrue(hub.get("watcher", feed).body().contains("ada/bulwark"), feed);
        }
    }

    /// Else a publisher could silence a recall by hiding what was recalled.
    @Test
    void theRecallOfWhatAnybodyCouldSeeIsToldToAnybodyForGood() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"buoy\"}"));
        hub.commit("ada", "ada/buoy", "README.md", "---\nlicense: mit\n---\n# Buoy");
        hub.done(hub.post("eve", "/api/repos/create", "{\"name\": \"of-buoy\"}"));
        hub.commit("eve", "eve/of-buoy", "README.md", "---\nlicense: mit\nbase_model: ada/buoy\n---\n# Heir");
        hub.done(hub.post("ada", "/api/models/ada/buoy/recall", "{\"reason\": \"It sinks\"}"));
        hub.done(hub.send("ada", "PUT", "/api/models/ada/buoy/release", WITHHELD));
        assertEquals(404, hub.get("eve", "/api/models/ada/buoy").statusCode());
        assertTrue(hub.get("anonymous", "/api/recalls").body().contains("ada/buoy"));
        assertTrue(warned("anonymous", "/eve/of-buoy/resolve/main/README.md").contains("base model ada/buoy"));
    }

    @Test
    void theDrawingOfALineageShowsWhatIsHiddenAsElsewhere() throws Exception {
        guessed("binnacle");
        var drawn = read("eve", "/%s/release", "binnacle");
        assertTrue(drawn.contains("not on this hub"), drawn);
        assertEquals(read("eve", "/%s/release", "nothing-binnacle"), drawn);
        assertFalse(hub.get("watcher", "/eve/of-binnacle/release").body().contains("not on this hub"));
        // And the other way: what eve hides is not among what derives from a model of ada's.
        hub.done(hub.send("ada", "PUT", "/api/models/ada/binnacle/settings", "{\"private\": false}"));
        assertFalse(hub.get("ada", "/ada/binnacle/release").body().contains("eve/of-binnacle"));
        assertTrue(hub.get("watcher", "/ada/binnacle/release").body().contains("eve/of-binnacle"));
    }

    private static String warned(String who, String path) throws Exception {
        return String.join("\n", hub.get(who, path).headers().allValues("X-HF-Warning"));
    }
}
