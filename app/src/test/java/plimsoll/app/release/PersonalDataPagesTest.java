package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a push of personal data leads to: counts for everybody who may have the file, samples for its publisher,
/// and the values nowhere.
final class PersonalDataPagesTest {
    private static final String DATA = """
            {"name": "Ada Lovelace", "mail": "joe.smith@mailbox-of-joe.com", "card": "4007 0707 5369 0781"}
            {"name": "x", "mail": "ada@example.com", "card": ""}
            """;

    /// What would tell a person from the data above, as written and as a scanner may have joined it: long enough
    /// that no hash or time in the database holds one by chance.
    private static final List<String> TELLING = List.of(
            "joe.smith", "mailbox-of-joe", "Lovelace", "4007 0707", "0707 5369", "5369 0781", "40070707", "53690781");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    void aPushIsScannedAndToldOfInCounts() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\":\"people\",\"type\":\"model\"}"));
        hub.commit("ada", "ada/people", "data.jsonl", DATA);
        var api = "/api/plimsoll/models/ada/people/personal-data";
        await(() -> hub.get("ada", api).body().contains("\"card\"")
                && hub.get("ada", api).body().contains("\"waiting\":false"));
        var mine = hub.get("ada", api).body();
        assertTrue(mine.contains("\"kind\":\"card\",\"certainty\":\"certain\",\"findings\":1"), mine);
        assertTrue(mine.contains("\"kind\":\"e-mail\",\"certainty\":\"example\""), mine);
        assertTrue(mine.contains("4••••••••••••1"), mine);
        var page = hub.page("ada", "/ada/people/personal-data");
        assertTrue(page.contains("payment card") && page.contains("4••••••••••••1 in row 1"), page);
        for (var who : new String[] {"bob", "anonymous"}) {
            var told = hub.get(who, api).body();
            assertTrue(told.contains("\"kind\":\"card\"") && !told.contains("••"), told);
            var theirs = hub.get(who, "/ada/people/personal-data").body();
            assertTrue(theirs.contains("payment card") && !theirs.contains("••"), theirs);
        }
        var file = "/ada/people/blob/main/data.jsonl";
        assertTrue(hub.page("ada", file).contains("4••••••••••••1 in row 1"), "who writes it sees samples");
        for (var who : new String[] {"bob", "anonymous"}) {
            var told = hub.get(who, file).body();
            assertTrue(told.contains("payment card: 1, 1 different") && !told.contains("••"), told);
            var front = hub.get(who, "/ada/people").body();
            assertTrue(front.contains("<a href=\"/ada/people/personal-data\">Contains some</a>"), front);
        }
        var facts = hub.get("ada", "/api/plimsoll/models/ada/people/facts").body();
        assertTrue(facts.contains("\"name\":\"personal_data_cards\",\"value\":[1.0,1.0]"), facts);
        for (var value : TELLING) {
            assertFalse(mine.contains(value) || page.contains(value), value);
            assertEquals(0, occurrences(value), value + " is in the database");
        }
        assertTrue(occurrences("PERSONAL_DATA_SCANNED") > 0, "the journal has the counts");
    }

    @Test
    void whoMayNotKnowOfARepositoryHearsNothing() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\":\"hidden\",\"type\":\"model\",\"private\":true}"));
        hub.commit("ada", "ada/hidden", "data.jsonl", DATA);
        for (var path : new String[] {
            "/api/plimsoll/models/ada/hidden/personal-data",
            "/ada/hidden/personal-data",
            "/ada/hidden",
            "/ada/hidden/blob/main/data.jsonl"
        }) {
            assertEquals(404, hub.get("bob", path).statusCode());
        }
    }

    @Test
    void ofFilesThatAreKeptFromSomebodyTheFirstPageTellsThemNothing() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\":\"gated\",\"type\":\"model\"}"));
        hub.commit("ada", "ada/gated", "data.jsonl", DATA);
        hub.done(hub.send("ada", "PUT", "/api/models/ada/gated/settings", "{\"gated\":\"manual\"}"));
        await(() -> hub.page("ada", "/ada/gated").contains("Contains some"));
        var front = hub.get("bob", "/ada/gated").body();
        assertTrue(front.contains("What was found in the files</a>") && !front.contains("Contains some"), front);
        assertFalse(hub.get("bob", "/ada/gated/blob/main/data.jsonl").body().contains("payment card"));
    }

    @Test
    void whereNothingWasFoundItIsNotSaidThatThereIsNothing() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\":\"tides\",\"type\":\"model\"}"));
        hub.commit("ada", "ada/tides", "tides.txt", "High water at noon.\n");
        await(() ->
                hub.get("bob", "/ada/tides").body().contains("None of the rules found anything in what was read</a>"));
        var file = hub.get("bob", "/ada/tides/blob/main/tides.txt").body();
        assertTrue(file.contains("none of the rules found anything in what was read. Read whole, as text."), file);
    }

    private static long occurrences(String text) throws Exception {
        long count = 0;
        try (var files = Files.list(folder.resolve("data"))) {
            for (var file : files.filter(path -> path.toString().contains("plimsoll.db"))
                    .toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                count += bytes.split(java.util.regex.Pattern.quote(text), -1).length - 1;
            }
        }
        return count;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "it takes too long");
            Thread.sleep(100);
        }
    }
}
