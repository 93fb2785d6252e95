package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a whole hub makes of the obligations of a model of systemic risk while two weeks pass.
final class DutiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOTIFY = "Notify the Commission (Article 52)";
    private static final String LINE = "/api/plimsoll/models/ada/tide/line";

    @TempDir
    static Path folder;

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        var system = InstantSource.system();
        hub = new WholeHub(
                folder.resolve("data"), Map.of(), () -> system.instant().plus(AHEAD.get()));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.account("rita", "admin");
        hub.account("agency", "auditor");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"tide\"}"));
        card("2e25");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void anObligationIsOwedRemindedOfEscalatedAndMet() throws Exception {
        var owed = duty("bob");
        assertEquals("ada", owed.get("owner").asString());
        assertEquals("open", owed.get("state").asString());
        var since = Instant.parse(owed.get("since").asString());
        assertEquals(
                since.plus(Duration.ofDays(14)), Instant.parse(owed.get("due").asString()));
        var page = hub.page("ada", "/ada/tide/line");
        assertTrue(page.contains("13 days 23 hours left") && page.contains("Mark as met"), page);
        assertFalse(hub.page("bob", "/ada/tide/line").contains("Mark as met"));

        AHEAD.set(Duration.ofDays(7).plusHours(1));
        await(() -> told("ada", NOTIFY + ": for ada/tide") == 1);
        card("3e25");
        assertEquals(owed.get("since"), duty("ada").get("since"), "drawn again, and not begun anew");
        assertEquals(0, told("rita", NOTIFY));
        var met = "/line/duties/%s/met".formatted(owed.get("id").asString());
        var path = LINE.replace("/line", met);
        assertEquals(403, hub.post("bob", path, "{\"note\":\"Done.\"}").statusCode());
        assertEquals(
                400, hub.post("ada", path, "{\"evidence\":\"javascript:1\"}").statusCode());
        assertEquals(403, hub.get("bob", "/api/plimsoll/duties").statusCode());

        AHEAD.set(Duration.ofDays(14).plusHours(1));
        await(() -> told("rita", "Too late: " + NOTIFY) == 1);
        assertEquals(1, told("agency", "Too late: " + NOTIFY));
        assertEquals(1, told("ada", "Too late: " + NOTIFY));
        assertEquals(1, told("ada", NOTIFY + ": for ada/tide"), "what was told is not told again");
        assertEquals("overdue", duty("ada").get("state").asString());
        var first = hub.done(hub.get("agency", "/api/plimsoll/duties")).get(0);
        assertEquals(owed.get("id"), first.get("id"));
        assertTrue(hub.page("agency", "/settings/oversight/duties").contains("1 hour 0 minutes too late"));

        assertEquals(
                303,
                hub.form(
                        "ada",
                        "/ada/tide/line/met",
                        Map.of("duty", owed.get("id").asString(), "note", "Sent.")));
        var done = duty("ada");
        assertEquals("met", done.get("state").asString());
        assertTrue(done.at("/met/late").asBoolean());
        assertEquals("Sent.", done.at("/met/note").asString());
        assertFalse(duty("bob").toString().contains("Sent."), "how is for insiders");
        assertEquals(400, hub.post("ada", path, "{\"note\":\"Again.\"}").statusCode(), "once");
        assertFalse(hub.get("agency", "/api/plimsoll/duties")
                .body()
                .contains(owed.get("id").asString()));
    }

    private static JsonNode duty(String who) throws Exception {
        return hub.done(hub.get(who, LINE))
                .get("duties")
                .valueStream()
                .filter(each -> each.get("what").asString().equals(NOTIFY))
                .findFirst()
                .orElseThrow();
    }

    private static int told(String who, String text) throws Exception {
        return hub.page(who, "/settings/inbox").split(Pattern.quote(text), -1).length - 1;
    }

    private static void card(String flop) throws Exception {
        hub.commit("ada", "ada/tide", "README.md", "---\nlicense: mit\ntraining_flop: %s\n---\n# Tide".formatted(flop));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not come to be in time");
            Thread.sleep(200);
        }
    }
}
