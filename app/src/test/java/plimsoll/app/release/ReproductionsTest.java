package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What accounts say came of training a model again.
final class ReproductionsTest {
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
    void whoeverTrainedItAgainIsOnTheReleasePageAndInTheLog() throws Exception {
        var weights = model("again");
        assertEquals(201, said("bob", "again", "main", weights).statusCode());
        var told = hub.done(hub.get("anonymous", "/api/models/ada/again/reproductions"));
        assertEquals("bob", told.at("/0/by").asString());
        assertTrue(told.at("/0/same").asBoolean());
        var page = hub.get("anonymous", "/ada/again/release").body();
        assertTrue(page.contains("the same bytes"), page);
        assertEquals(
                201,
                said("bob", "again", "main", WholeHub.sha256("other bytes")).statusCode());
        told = hub.done(hub.get("anonymous", "/api/models/ada/again/reproductions"));
        assertEquals(1, told.size());
        assertFalse(told.at("/0/same").asBoolean());
        page = hub.get("anonymous", "/ada/again/release").body();
        assertTrue(page.contains("other bytes"), page);
    }

    @Test
    void onlyWhoHoldsAnAccountAndMayTakeTheWeightsIsHeard() throws Exception {
        var weights = model("held");
        assertEquals(401, said("anonymous", "held", "main", weights).statusCode());
        assertEquals(404, said("bob", "held", "no-such-branch", weights).statusCode());
        assertEquals(400, said("bob", "held", "main", "no hash").statusCode());
        hub.done(hub.send(
                "ada",
                "PUT",
                "/api/models/ada/held/release",
                "{\"components\": {\"weights\": {\"access\": \"withheld\"}}}"));
        assertEquals(403, said("bob", "held", "main", weights).statusCode());
        assertEquals(201, said("ada", "held", "main", weights).statusCode());
        assertEquals(
                0,
                hub.done(hub.get("bob", "/api/models/ada/held/reproductions")).size());
    }

    private static String model(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"type\": \"model\", \"name\": \"%s\"}".formatted(name)));
        return hub.commitLarge("ada", "ada/" + name, "model.safetensors", "weights of " + name);
    }

    private static HttpResponse<String> said(String who, String name, String revision, String weights)
            throws Exception {
        return hub.post(who, "/api/models/ada/%s/reproductions".formatted(name), """
            {"revision": "%s", "weights": "%s", "software": "Plimsoll 0.1.0"}\
            """.formatted(revision, weights));
    }
}
