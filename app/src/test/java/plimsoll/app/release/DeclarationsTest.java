package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ReleaseStatement;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.PemText;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// What publishers declare and others attest: signed, on record, on the sheet, and no more told than may be.
final class DeclarationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static WholeHub hub;
    private static KeyPair key;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.account("agency", "auditor");
        key = fresh();
        assertEquals(303, hub.form("ada", "/settings/keys/ada", Map.of("pem", PemText.of(key.getPublic()))));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void whatIsDeclaredIsSignedOnRecordOnTheSheetAndMovesTheLine() throws Exception {
        publish("told");
        assertEquals(403, declare("bob", "told", "{\"facts\": {}}").statusCode());
        var unfit = declare(
                "ada",
                "told",
                "{\"facts\": {\"training_flop\": \"much\", \"colour\": 1, \"files\": 3, \"released_on\": \"May\"},"
                        + " \"unknown\": [\"height\"]}");
        assertEquals(400, unfit.statusCode());
        for (var said : List.of(
                "`training_flop` is a number",
                "no fact `colour`",
                "`files` is found by the hub",
                "`released_on` is a day, as 2026-01-31",
                "no fact `height`")) {
            assertTrue(unfit.body().contains(said), unfit::body);
        }
        hub.done(declare("ada", "told", "{\"facts\": {\"training_flop\": 1e20}}"));
        var done = hub.done(declare("ada", "told", """
                {"facts": {"training_flop": ["1.1e26", "1.3e26"], "released_on": "2026-01-31", "design": "Wide\\nand deep"},
                 "unknown": ["energy_kwh"]}"""));
        assertEquals("hub", done.get("signedBy").asString());
        var sheet = sheet("bob", "told");
        assertEquals("[1.1E26,1.3E26]", value(sheet, "training_flop"));
        assertEquals("declared", fact(sheet, "training_flop").get("kind").asString());
        assertEquals(
                "declaration by ada, signed by this hub",
                fact(sheet, "training_flop").get("source").asString());
        assertEquals(done.get("sha256"), fact(sheet, "training_flop").get("evidence"));
        assertEquals("\"Wide\\nand deep\"", value(sheet, "design"));
        assertEquals("api", level("told"), "closed at once");

        var list = hub.done(hub.get("bob", "/api/plimsoll/models/ada/told/declarations"));
        assertEquals(2, list.size(), "the older one stays on record");
        assertEquals("[\"energy_kwh\"]", list.at("/0/unknown").toString());
        assertTrue(list.at("/0/counts").asBoolean() && !list.at("/1/counts").asBoolean());
        var envelope = envelope("bob", "told", done.get("sha256").asString(), 200);
        assertTrue(read(envelope).isBy(hubKey()), "signed by the hub");
        var statement = Json.tree(read(envelope).payload().utf8());
        assertEquals("ada", statement.at("/predicate/said_by").asString());
        assertEquals(
                hub.done(hub.get("ada", "/api/models/ada/told")).get("sha"),
                statement.at("/subject/0/digest/gitCommit"));
        var entry =
                Json.tree(awaited("/log/entry/" + done.get("entry").asString()).body());
        assertEquals("facts-declared/v1", entry.get("type").asString());
        assertEquals(done.get("sha256"), entry.at("/open/statement"));
        assertTrue(awaited(done.get("proof").asString()).body().startsWith("c2sp.org/tlog-proof@v1\n"));

        hub.commit("ada", "ada/told", "README.md", "---\ntraining_flop: 1e20\n---\n# Told");
        assertEquals("[1.1E26,1.3E26]", value(sheet("bob", "told"), "training_flop"), "what is signed counts");
        assertTrue(
                sheet("bob", "told")
                        .get("findings")
                        .toString()
                        .contains("training_flop is said to be 1.00e+20 FLOP (card"
                                + " field training_flop), and said to be 1.10e+26 to 1.30e+26 FLOP"),
                () -> "two words that differ");
    }

    @Test
    void aDeclarationMayBeSignedWithTheKeyOfItsPublisher() throws Exception {
        publish("signed");
        var statement = statement("signed", ReleaseStatement.DECLARATION, "ada/signed", 3e24);
        var done = hub.done(declare("ada", "signed", json(Envelope.sign(statement, key))));
        assertEquals(64, done.get("signedBy").asString().length());
        assertEquals(
                "declaration signed with a key of ada",
                fact(sheet("bob", "signed"), "training_flop").get("source").asString());
        assertTrue(read(envelope("bob", "signed", done.get("sha256").asString(), 200))
                .isBy(key.getPublic()));

        var good = Envelope.sign(statement, key);
        refused("signed", json(Envelope.sign(statement, fresh())), "No key that ada registered here");
        refused(
                "signed",
                json(new Envelope(Bytes.ofUtf8(good.payload().utf8().replace("3.0E24", "3.0E20")), good.signature())),
                "No key that ada registered here");
        var once = json(Envelope.sign(statement, key));
        hub.done(declare("ada", "signed", once));
        refused("signed", once, "on record already");
        publish("other");
        hub.commit("ada", "ada/other", "README.md", "# Another, in the same second the same commit");
        refused("other", json(Envelope.sign(statement, key)), "has to be called ada/other");
        refused(
                "signed",
                json(Envelope.sign(statement("other", ReleaseStatement.DECLARATION, "ada/signed", 1), key)),
                "names no commit here");
        refused(
                "signed",
                json(Envelope.sign(statement("signed", ReleaseStatement.ATTESTATION, "ada/signed", 1), key)),
                "https://plimsoll.dev/declaration/v1");
        refused("signed", "{\"payload\": 3}", "no DSSE envelope");
        refused("signed", "[1]", "A JSON object is needed");
    }

    @Test
    void whatAnAuditorAttestsOutweighsADeclarationWhileTheWeightsAreTheSame() throws Exception {
        publish("seen");
        hub.done(declare("ada", "seen", "{\"facts\": {\"training_flop\": 1e20}}"));
        var attest = "{\"facts\": {\"training_flop\": 2e26}}";
        assertEquals(
                403,
                hub.post("bob", "/api/plimsoll/models/ada/seen/attestations", attest)
                        .statusCode());
        hub.done(hub.post("agency", "/api/plimsoll/models/ada/seen/attestations", attest));
        var sheet = sheet("bob", "seen");
        assertEquals("attested", fact(sheet, "training_flop").get("kind").asString());
        assertTrue(sheet.get("findings").toString().contains("attestation by agency"), sheet::toString);
        assertEquals("api", level("seen"));
        hub.commit("ada", "ada/seen", "README.md", "# The same weights");
        assertEquals(
                "attested",
                fact(sheet("bob", "seen"), "training_flop").get("kind").asString());
        hub.commit("ada", "ada/seen", "model.safetensors", FactsTest.safetensors(9));
        assertEquals(
                "declared",
                fact(sheet("bob", "seen"), "training_flop").get("kind").asString());
    }

    @Test
    void whatIsForAuthoritiesOnlyIsToldToNobodyElseByAnyDoor() throws Exception {
        publish("quiet");
        var done = hub.done(declare(
                "ada",
                "quiet",
                "{\"facts\": {\"training_tokens\": 7e24, \"hardware\": \"two abaci\"},"
                        + " \"confidential\": [\"training_tokens\"]}"));
        var hash = done.get("sha256").asString();
        for (var insider : List.of("ada", "agency")) {
            assertEquals("[7.0E24,7.0E24]", value(sheet(insider, "quiet"), "training_tokens"));
            assertTrue(envelope(insider, "quiet", hash, 200).contains("payload"));
        }
        assertEquals("[\"two abaci\"]", value(sheet("bob", "quiet"), "hardware"));
        assertEquals("api", level("quiet"), "the line is drawn from all of it");
        for (var path : List.of(
                "/api/plimsoll/models/ada/quiet/facts",
                "/api/plimsoll/models/ada/quiet/line",
                "/api/plimsoll/models/ada/quiet/declarations",
                "/ada/quiet/line",
                "/ada/quiet/line?fact=params&value=1e9",
                "/ada/quiet/release")) {
            var told = hub.get("bob", path).body();
            for (var secret : List.of("7e+24", "7.0E24", "7.00e+24", "2.52e+26", "1.26e+26", "e+26 to", "4.20e+34")) {
                assertFalse(told.contains(secret), path + ": " + secret);
            }
        }
        assertTrue(hub.get("bob", "/ada/quiet/line").body().contains("training_flop is told to authorities only"));
        envelope("bob", "quiet", hash, 404);
    }

    private static void publish(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.commit("ada", "ada/" + name, "model.safetensors", FactsTest.safetensors(6));
    }

    private static HttpResponse<String> declare(String who, String name, String body) throws Exception {
        return hub.send(who, "PUT", "/api/plimsoll/models/ada/%s/declarations".formatted(name), body);
    }

    private static void refused(String name, String body, String why) throws Exception {
        var answer = declare("ada", name, body);
        assertEquals(400, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains(why), answer::body);
    }

    private static String statement(String commitOf, String type, String page, double flop) throws Exception {
        var commit = hub.done(hub.get("ada", "/api/models/ada/" + commitOf))
                .get("sha")
                .asString();
        var predicate = new HashMap<String, Object>();
        predicate.put("facts", Map.of("training_flop", Double.toString(flop)));
        return new ReleaseStatement(type, page, Map.of("gitCommit", commit), predicate).json();
    }

    private static String json(Envelope envelope) {
        return new String(Json.write(envelope.json()), StandardCharsets.UTF_8);
    }

    private static Envelope read(String json) {
        var tree = Json.tree(json);
        return new Envelope(bytes(tree.get("payload")), bytes(tree.at("/signatures/0/sig")));
    }

    private static Bytes bytes(JsonNode base64) {
        return Bytes.copyOf(Base64.getDecoder().decode(base64.asString()));
    }

    private static String envelope(String who, String name, String hash, int status) throws Exception {
        var answer = hub.get(who, "/api/plimsoll/models/ada/%s/declarations/%s".formatted(name, hash));
        assertEquals(status, answer.statusCode());
        if (status == 200) {
            assertEquals(hash, WholeHub.sha256(answer.body()));
        }
        return answer.body();
    }

    private static JsonNode sheet(String who, String name) throws Exception {
        return hub.done(hub.get(who, "/api/plimsoll/models/ada/%s/facts".formatted(name)));
    }

    private static String level(String name) throws Exception {
        return hub.done(hub.get("ada", "/api/models/ada/%s/release".formatted(name)))
                .get("level")
                .asString();
    }

    private static JsonNode fact(JsonNode sheet, String name) {
        return StreamSupport.stream(sheet.get("facts").spliterator(), false)
                .filter(fact -> fact.get("name").asString().equals(name))
                .findFirst()
                .orElse(sheet.path("none"));
    }

    private static String value(JsonNode sheet, String name) {
        return fact(sheet, name).path("value").toString();
    }

    private static KeyPair fresh() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static PublicKey hubKey() throws Exception {
        var keys = hub.done(hub.get("bob", "/.well-known/plimsoll/keys")).get("attestation");
        var der =
                PemText.read(keys.get(keys.size() - 1).asString(), "PUBLIC KEY").orElseThrow();
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der.toArray()));
    }

    // The log follows its deeds within seconds.
    private static HttpResponse<String> awaited(String path) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        var answer = hub.get("bob", path);
        while (answer.statusCode() == 404 && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            answer = hub.get("bob", path);
        }
        return answer;
    }
}
