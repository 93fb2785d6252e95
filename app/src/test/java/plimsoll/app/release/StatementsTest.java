package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.PemText;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// Every decision about a release is signed, its hash is in the log, and what is released by hand is signed as well.
final class StatementsTest {
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
    void everyDecisionHasAStatementAnEntryAndAProof() throws Exception {
        create("decided");
        plan("decided", "{\"commits\": \"by-hand\"}");
        hub.commit("ada", "ada/decided", "README.md", "# Decided");
        var commit = release("decided");
        plan("decided", "{\"components\": {\"weights\": {\"access\": \"hosted\"}}}");
        var recall = hub.done(hub.post("ada", "/api/models/ada/decided/recall", "{\"reason\": \"It leaks names\"}"));
        var number = recall.get("id").asString().replace("recall-", "");
        hub.done(hub.send("admin", "DELETE", "/api/models/ada/decided/recall/" + number, ""));

        var list = list("bob", "decided");
        assertEquals(
                List.of("recall-lifted", "release-recalled", "plan-set", "commit-released", "plan-set"),
                list.stream().map(one -> one.get("action").asString()).toList());
        var key = key();
        for (var one : list) {
            var envelope = envelope("decided", one);
            assertTrue(envelope.isBy(key), () -> "signed: " + one);
            var changed = envelope.payload().utf8().replace("account", "nobody");
            assertFalse(new Envelope(Bytes.ofUtf8(changed), envelope.signature()).isBy(key));
            assertFalse(changed.contains("ada\""), changed);
            var entry = WholeHub.json(awaited("/log/entry/" + one.get("entry").asString()));
            assertEquals(
                    one.get("sha256").asString(), entry.at("/open/statement").asString());
            assertTrue(awaited(one.get("proof").asString()).body().startsWith("c2sp.org/tlog-proof@v1\n"));
        }
        var released = statement("decided", list.get(3));
        assertEquals(commit, released.at("/subject/0/digest/gitCommit").asString());
        var hosted = statement("decided", list.get(2));
        assertEquals(
                "https://plimsoll.dev/release-decision/v1",
                hosted.get("predicateType").asString());
        assertEquals("hosted", hosted.at("/predicate/components/weights").asString());
        var recalled = statement("decided", list.get(1));
        assertEquals(
                "https://plimsoll.dev/recall/v1", recalled.get("predicateType").asString());
        assertEquals("It leaks names", recalled.at("/predicate/reason").asString());
    }

    @Test
    void whoMayNotKnowOfARepositoryKnowsNoStatement() throws Exception {
        create("secret");
        create("other");
        plan("secret", "{\"components\": {\"papers\": {\"access\": \"withheld\"}}}");
        var hash = list("ada", "secret").getFirst().get("sha256").asString();
        assertEquals(
                404, hub.get("bob", "/api/models/ada/secret/release/statements").statusCode());
        assertEquals(
                404,
                hub.get("bob", "/api/models/ada/secret/release/statements/" + hash)
                        .statusCode());
        assertEquals(
                404,
                hub.get("bob", "/api/models/ada/other/release/statements/" + hash)
                        .statusCode());
    }

    @Test
    void whatIsReleasedIsSignedUnasked() throws Exception {
        create("signed");
        plan("signed", "{\"commits\": \"by-hand\"}");
        hub.commit("ada", "ada/signed", "README.md", "# Signed");
        assertSigned(release("signed"));
    }

    @Test
    void whatIsPushedIsSignedUnaskedUnlessItIsPrivate() throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"private\", \"private\": true}"));
        hub.commit("ada", "ada/private", "README.md", "# Nobody's");
        create("pushed");
        hub.commit("ada", "ada/pushed", "README.md", "# Pushed");
        assertSigned(head("pushed"));
        assertFalse(isSigned(head("private")), "nothing was released");
        hub.done(hub.send("ada", "PUT", "/api/models/ada/private/settings", "{\"private\": false}"));
        assertSigned(head("private"));
    }

    @Test
    void aRefusalIsSignedAndItsReasonsAreForThePublisher() throws Exception {
        create("base");
        hub.commit("ada", "ada/base", "README.md", "# Base");
        plan("base", "{\"components\": {\"weights\": {\"access\": \"hosted\"}}}");
        create("heir");
        plan("heir", "{\"components\": {\"weights\": {\"access\": \"hosted\"}}}");
        hub.commit("ada", "ada/heir", "README.md", "---\nbase_model: ada/base\n---\n# Heir");
        var refused = hub.send(
                "ada",
                "PUT",
                "/api/models/ada/heir/release",
                "{\"components\": {\"weights\": {\"access\": \"downloadable\"}}}");
        assertTrue(refused.statusCode() >= 400, refused::body);
        var one = list("ada", "heir").getFirst();
        assertEquals("plan-refused", one.get("action").asString());
        assertEquals("plan-set", list("bob", "heir").getFirst().get("action").asString());
        var address =
                "/api/models/ada/heir/release/statements/" + one.get("sha256").asString();
        assertEquals(404, hub.get("bob", address).statusCode());
        var envelope = Json.tree(hub.get("ada", address).body());
        var said = Json.tree(bytes(envelope.get("payload")).utf8());
        assertTrue(said.at("/predicate/reasons/0").asString().contains("heir derives from ada/base"), said::toString);
    }

    private static String head(String name) throws Exception {
        return hub.done(hub.get("ada", "/api/models/ada/" + name)).get("sha").asString();
    }

    private static boolean isSigned(String commit) throws Exception {
        for (long at = 0; ; at++) {
            var entry = hub.get("bob", "/log/entry/" + at);
            if (entry.statusCode() != 200) {
                return false;
            }
            if (entry.body().contains("model-signed/v1") && entry.body().contains(commit)) {
                return true;
            }
        }
    }

    private static void assertSigned(String commit) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        boolean found = false;
        for (long at = 0; !found && Instant.now().isBefore(end); ) {
            var entry = hub.get("bob", "/log/entry/" + at);
            if (entry.statusCode() != 200) {
                Thread.sleep(50);
                continue;
            }
            at++;
            found = entry.body().contains("model-signed/v1") && entry.body().contains(commit);
        }
        assertTrue(found, "a signature nobody asked for");
    }

    /// Signature and bill name every file with its hash, so whoever is not to know of some gets neither.
    @Test
    void whatListsEveryFileIsForThoseWhoSeeThemAll() throws Exception {
        create("partly");
        hub.commit("ada", "ada/partly", "README.md", "# Partly");
        hub.commit("ada", "ada/partly", "corpus/secret.jsonl", "{}");
        for (var door : List.of("signature", "bom")) {
            assertEquals(
                    200,
                    hub.get("bob", "/api/models/ada/partly/%s/main".formatted(door))
                            .statusCode());
        }
        plan("partly", """
                {"components": {"training-data": {"access": "withheld"}},
                 "files": [{"pattern": "corpus/**", "component": "training-data"}]}""");
        for (var door : List.of("signature", "bom")) {
            var address = "/api/models/ada/partly/%s/main".formatted(door);
            var refused = hub.get("bob", address);
            assertEquals(403, refused.statusCode());
            assertFalse(refused.body().contains("secret"));
            assertTrue(hub.get("ada", "/api/models/ada/partly").body().contains("secret"));
            assertEquals(200, hub.get("ada", address).statusCode());
            assertEquals(200, hub.get("admin", address).statusCode());
        }
    }

    private static void create(String name) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
    }

    private static void plan(String name, String plan) throws Exception {
        hub.done(hub.send("ada", "PUT", "/api/models/ada/%s/release".formatted(name), plan));
    }

    private static String release(String name) throws Exception {
        var done = hub.post("ada", "/api/models/ada/%s/release/commits".formatted(name), "{\"ref\": \"main\"}");
        hub.done(done);
        return WholeHub.json(hub.get("ada", "/api/models/ada/" + name))
                .get("sha")
                .asString();
    }

    private static List<JsonNode> list(String who, String name) throws Exception {
        var list = new ArrayList<JsonNode>();
        hub.done(hub.get(who, "/api/models/ada/%s/release/statements".formatted(name)))
                .forEach(list::add);
        return list;
    }

    private static Envelope envelope(String name, JsonNode one) throws Exception {
        var address = "/api/models/ada/%s/release/statements/%s"
                .formatted(name, one.get("sha256").asString());
        var body = hub.get("bob", address).body();
        assertEquals(one.get("sha256").asString(), WholeHub.sha256(body));
        var json = Json.tree(body);
        return new Envelope(bytes(json.get("payload")), bytes(json.at("/signatures/0/sig")));
    }

    private static JsonNode statement(String name, JsonNode one) throws Exception {
        return Json.tree(envelope(name, one).payload().utf8());
    }

    private static Bytes bytes(JsonNode base64) {
        return Bytes.copyOf(Base64.getDecoder().decode(base64.asString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static PublicKey key() throws Exception {
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
