package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import plimsoll.app.commands.DeclareCommand;
import plimsoll.app.commands.LineCommand;
import plimsoll.domain.ledger.PemText;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// The documents that laws ask for, filled from the fact sheet, and the form and command that fill the sheet.
final class ReportsTest {
    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.account("agency", "auditor");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void aDocumentSaysWhatIsKnownHowAndByWhomTheRestIsToBeBrought() throws Exception {
        publish("ada/full");
        var before = hub.done(hub.get("bob", "/api/plimsoll/models/ada/full/documents/eu"));
        assertEquals("missing", item(before, "provider").get("state").asString());
        assertEquals(
                "Missing: Legal name of the provider. The publisher has to say.",
                item(before, "provider").get("gap").asString());
        assertEquals("measured", item(before, "size").at("/answers/1/kind").asString());
        assertEquals(
                "class 1 to 500M", item(before, "size").at("/answers/0/text").asString());
        assertTrue(item(before, "authenticity").toString().contains("git commit "), before::toString);
        int missing = before.get("missing").asInt();
        var said = """
                {"facts": {"provider": "Ada's Ltd", "training_flop": [1e22, 2e22], "training_process": "Twice",
                 "intended_use": ["to be read"], "website": "https://ada.example"},
                 "unknown": ["energy_kwh"], "confidential": ["training_flop", "training_process"]}""";
        hub.done(hub.send("ada", "PUT", "/api/plimsoll/models/ada/full/declarations", said));
        var after = hub.done(hub.get("bob", "/api/plimsoll/models/ada/full/documents/eu"));
        assertEquals(missing - 4, after.get("missing").asInt());
        assertEquals("Ada's Ltd", item(after, "provider").at("/answers/0/text").asString());
        assertEquals("unknown", item(after, "energy").get("state").asString());
        assertEquals("confidential", item(after, "compute").get("state").asString());
        assertEquals(
                "confidential", item(after, "training-process").get("state").asString());
        assertFalse(after.toString().contains("Twice") || after.toString().contains("1.00e+22"), after::toString);
        var official = hub.done(hub.get("agency", "/api/plimsoll/models/ada/full/documents/eu"));
        assertEquals(
                "Twice",
                item(official, "training-process").at("/answers/0/text").asString());
        assertEquals("filled", item(official, "compute").get("state").asString());
        keeps(Json.tree(hub.get("bob", "/api/plimsoll/schemas/document.json").body()), after);
        for (var form : new String[] {"sb53", "raise"}) {
            var report = hub.done(hub.get("bob", "/api/plimsoll/models/ada/full/documents/" + form));
            assertEquals(
                    "https://ada.example",
                    item(report, "website").at("/answers/0/text").asString());
        }
        assertEquals(
                404,
                hub.get("bob", "/api/plimsoll/models/ada/full/documents/mars").statusCode());
        var page = hub.page("bob", "/ada/full/line/documents/eu");
        assertTrue(page.contains("Ada's Ltd") && page.contains("Told to authorities only."), page);
        var file = hub.get("bob", "/ada/full/line/documents/eu?as=file");
        assertTrue(file.headers().firstValue("Content-Disposition").orElse("").contains("full-eu.html"));
        assertTrue(
                file.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
        assertTrue(file.body().contains("Missing: Legal") || file.body().contains("Ada's Ltd"), file::body);
        assertFalse(file.body().contains("Twice"));
    }

    @Test
    void theFormFillsTheSheetAndSaysWhatIsWrong() throws Exception {
        publish("ada/formed");
        var path = "/ada/formed/line/declare";
        var form = hub.page("ada", path);
        assertTrue(form.contains("name=\"training_flop.to\"") && form.contains("Found: 6 parameters"), form);
        assertEquals(400, hub.form("ada", path, Map.of("training_flop", "much", "provider", "Kept")));
        assertEquals(
                303,
                hub.form(
                        "ada",
                        path,
                        Map.of(
                                "training_flop", "3e20",
                                "training_flop.to", "4e20",
                                "monetised", "no",
                                "data_provenance", "web\nlicensed\n",
                                "design", "Deep",
                                "energy_kwh.unknown", "on",
                                "design.kept", "on")));
        var line = hub.page("ada", "/ada/formed/line");
        assertTrue(line.contains("3.00e+20 to 4.00e+20 FLOP") && line.contains("licensed, web"), line);
        var again = hub.page("ada", path);
        assertTrue(again.contains("value=\"3.0E20\"") && again.contains("Declaration by ada"), again);
        assertFalse(hub.page("bob", "/ada/formed/line").contains("Deep"));
        assertEquals(403, hub.form("bob", path, Map.of("monetised", "yes")));
        assertEquals(403, hub.form("bob", "/ada/formed/line/attest", Map.of("monetised", "yes")));
        assertEquals(303, hub.form("agency", "/ada/formed/line/attest", Map.of("monetised", "yes")));
        assertTrue(hub.page("bob", "/ada/formed/line").contains("monetised is said to be no"));
        assertTrue(hub.get("bob", "/help/declarations").body().contains("training_flop"));
    }

    @Test
    void theCommandsSignHereAndFillDocuments() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var key = generator.generateKeyPair();
        var secret = folder.resolve("secret.pem");
        Files.writeString(secret, PemText.of("PRIVATE KEY", key.getPrivate().getEncoded()));
        assertEquals(303, hub.form("admin", "/settings/keys/admin", Map.of("pem", PemText.of(key.getPublic()))));
        hub.done(hub.post("admin", "/api/repos/create", "{\"name\": \"told\"}"));
        hub.commit("admin", "admin/told", "model.safetensors", FactsTest.safetensors(6));
        var facts = folder.resolve("facts.yaml");
        Files.writeString(facts, "training_flop: [1.0e+20, 2.0e+20]\nprovider: Admin's\nreleased_on: 2026-01-31\n");
        assertEquals(
                "declaration signed with a key of admin",
                ran(0, "declare", "admin/told", "--facts", facts.toString(), "--key", secret.toString())
                                .contains("3 facts are on record")
                        ? StreamSupport.stream(
                                        hub.done(hub.get("bob", "/api/plimsoll/models/admin/told/facts"))
                                                .get("facts")
                                                .spliterator(),
                                        false)
                                .filter(fact -> fact.get("name").asString().equals("provider"))
                                .findFirst()
                                .orElseThrow()
                                .get("source")
                                .asString()
                        : "");
        var text = ran(0, "line", "document", "admin/told", "--form", "eu");
        assertTrue(text.contains("Admin's (declared: declaration signed with a key of admin)"), text);
        assertTrue(text.contains("! Missing: Design specifications. The publisher has to say."), text);
        assertTrue(Json.tree(ran(0, "line", "document", "admin/told", "--form", "sb53", "--json"))
                .has("sections"));
        assertTrue(ran(0, "line", "document", "admin/told", "--form", "raise", "--html")
                .startsWith("<!doctype html>"));
        ran(5, "line", "document", "admin/told", "--form", "mars");
        Files.writeString(facts, "colour: red\n");
        assertTrue(ran(2, "declare", "admin/told", "--facts", facts.toString()).contains("no fact `colour`"));
    }

    private static String ran(int code, String... words) {
        var out = new StringWriter();
        var all = new ArrayList<>(List.of(words).subList(1, words.length));
        all.add("--url=" + hub.address());
        all.add("--data=" + folder.resolve("data"));
        var command = new CommandLine(words[0].equals("line") ? new LineCommand() : new DeclareCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out, true));
        assertEquals(code, command.execute(all.toArray(String[]::new)), out::toString);
        return out.toString();
    }

    // As far as the schema's required fields and enumerations go.
    private static void keeps(JsonNode schema, JsonNode document) {
        keeps(schema, schema, document);
    }

    private static void keeps(JsonNode root, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            keeps(root, root.at(schema.get("$ref").asString().substring(1)), value);
            return;
        }
        if (schema.has("enum")) {
            assertTrue(schema.get("enum").valueStream().anyMatch(value::equals), value::toString);
        }
        schema.path("required").forEach(name -> assertTrue(value.has(name.asString()), () -> name + ": " + value));
        if (value.isObject()) {
            value.propertyNames().forEach(name -> {
                var property = schema.path("properties").path(name);
                assertFalse(property.isMissingNode(), name);
                keeps(root, property, value.get(name));
            });
        }
        if (value.isArray()) {
            value.forEach(each -> keeps(root, schema.get("items"), each));
        }
    }

    private static JsonNode item(JsonNode document, String id) {
        return document.get("sections")
                .valueStream()
                .flatMap(section -> section.get("items").valueStream())
                .filter(item -> item.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void publish(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name.substring(4))));
        hub.commit("ada", name, "model.safetensors", FactsTest.safetensors(6));
    }
}
