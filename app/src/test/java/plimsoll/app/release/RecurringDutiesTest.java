package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a whole hub makes of the summary that California's SB 53 wants of large developers each quarter.
final class RecurringDutiesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUMMARY = "Send the Office of Emergency Services a summary";
    private static final String LINE = "/api/plimsoll/models/ada/fleet/line";

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
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"fleet\"}"));
        hub.commit(
                "ada",
                "ada/fleet",
                "README.md",
                "---\nlicense: mit\ntraining_flop: 2e26\ndeveloper_revenue_usd: 1e9\n---\n# Fleet");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void eachRoundIsOwedRemindedOfMetAndReopened() throws Exception {
        var first = duty("bob");
        var since = time(first, "since");
        assertEquals("P3M", first.get("every").asString());
        assertEquals(
                since.atZone(ZoneOffset.UTC).plusMonths(3).toInstant(),
                time(first, "due"),
                "three months, as the law says");
        var met = LINE + "/duties/%s/met".formatted(first.get("id").asString());
        assertEquals(400, hub.post("ada", met, "{\"note\":\"Sent.\"}").statusCode(), "which round?");
        assertEquals(
                204, hub.post("ada", met, "{\"round\":1,\"note\":\"Sent.\"}").statusCode());
        assertEquals(
                400, hub.post("ada", met, "{\"round\":1,\"note\":\"Sent.\"}").statusCode(), "once");
        assertEquals(
                400, hub.post("ada", met, "{\"round\":2,\"note\":\"Sent.\"}").statusCode(), "too early");
        var second = duty("ada");
        assertEquals("met", second.get("state").asString());
        assertEquals("Sent.", second.at("/met/note").asString());
        assertEquals(2, second.get("round").asInt());
        assertEquals(first.get("due"), second.get("begins"));
        var page = hub.page("ada", "/ada/fleet/line");
        assertTrue(page.contains("and every 3 months") && page.contains("Round 2 begins on"), page);
        assertTrue(page.contains("Round 1 was not met"), page);
        assertFalse(hub.page("bob", "/ada/fleet/line").contains("Sent."));

        goTo(time(second, "begins").plus(Duration.ofDays(50)));
        await(() -> told("ada", SUMMARY) == 1);
        assertEquals("open", duty("ada").get("state").asString());
        assertTrue(hub.page("ada", "/ada/fleet/line").contains("Mark round 2"));

        goTo(time(second, "due").plus(Duration.ofHours(1)));
        await(() -> told("rita", "Too late: " + SUMMARY) == 1);
        assertEquals("overdue", duty("ada").get("state").asString());
        var fields = Map.of("duty", first.get("id").asString(), "round", "2", "note", "Late, but sent.");
        assertEquals(303, hub.form("ada", "/ada/fleet/line/met", fields));
        assertEquals(400, hub.form("ada", "/ada/fleet/line/met", fields), "once");
        assertEquals(3, duty("ada").get("round").asInt());

        var back = LINE + "/duties/%s/reopened".formatted(first.get("id").asString());
        assertEquals(
                403, hub.post("bob", back, "{\"round\":2,\"reason\":\"No.\"}").statusCode());
        assertEquals(400, hub.post("ada", back, "{\"round\":2}").statusCode(), "why?");
        assertEquals(
                400, hub.post("ada", back, "{\"round\":1,\"reason\":\"No.\"}").statusCode(), "only the last");
        assertEquals(
                303,
                hub.form(
                        "rita",
                        "/ada/fleet/line/reopened",
                        Map.of("duty", first.get("id").asString(), "round", "2", "reason", "It never came.")));
        var again = duty("ada");
        assertEquals(second.get("due"), again.get("due"));
        assertEquals("overdue", again.get("state").asString());
        assertEquals("It never came.", again.at("/rounds/0/reopened/reason").asString());
        assertTrue(hub.page("ada", "/ada/fleet/line").contains("It never came."));
        assertTrue(told("ada", "rita says that this was not met") == 1);
        var strangers = duty("bob");
        assertEquals(1, strangers.get("rounds").size(), strangers.toString());
        assertEquals(1, strangers.at("/rounds/0/round").asInt());
        assertFalse(strangers.toString().contains("ada\",\"note"), strangers.toString());
        assertFalse(hub.page("bob", "/ada/fleet/line").contains("It never came."));
    }

    private static void goTo(Instant then) {
        AHEAD.set(Duration.between(Instant.now(), then));
        hub.signOutAll(); // no session lives as long
    }

    private static Instant time(JsonNode duty, String field) {
        return Instant.parse(duty.get(field).asString());
    }

    private static JsonNode duty(String who) throws Exception {
        return hub.done(hub.get(who, LINE))
                .get("duties")
                .valueStream()
                .filter(each -> each.get("what").asString().startsWith(SUMMARY))
                .findFirst()
                .orElseThrow();
    }

    private static int told(String who, String text) throws Exception {
        return hub.page(who, "/settings/inbox").split(Pattern.quote(text), -1).length - 1;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not come to be in time");
            Thread.sleep(200);
        }
    }
}
