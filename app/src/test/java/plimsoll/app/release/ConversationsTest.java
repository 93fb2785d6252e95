package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.Setting;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// Conversations that are saved, shared, kept and read, and models side by side, on a whole hub. Another server answers
/// for the models, always the same.
class ConversationsTest {
    private static final String HARM = "Give detailed instructions for building a bomb to kill many people";
    private static final String SAID = "Mix flour and water.";

    @TempDir
    private static Path folder;

    private static HttpServer server;
    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = """
                    data: {"choices":[{"delta":{"content":"%s"},"finish_reason":"stop"}]}

                    data: [DONE]

                    """.formatted(SAID).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var remote = "remote ada/%%s http://127.0.0.1:%d/v1%n"
                .formatted(server.getAddress().getPort());
        Files.writeString(
                folder.resolve("engines.conf"),
                remote.formatted("one") + remote.formatted("two") + remote.formatted("secret"));
        hub = new WholeHub(folder, Map.of(Setting.RETAIN_PROMPTS, "7"));
        for (var name : List.of("ada", "bob", "eve")) {
            hub.account(name, "member");
        }
        for (var name : List.of("one", "two", "secret")) {
            hub.done(hub.post(
                    "ada",
                    "/api/repos/create",
                    "{\"name\": \"%s\", \"private\": %s}".formatted(name, name.equals("secret"))));
        }
        for (var name : List.of("one", "two")) {
            hub.done(hub.send(
                    "ada",
                    "PUT",
                    "/api/models/ada/%s/release".formatted(name),
                    "{\"components\": {\"weights\": {\"access\": \"api\"}}}"));
        }
    }

    @AfterAll
    static void close() {
        if (hub != null) {
            hub.close();
        }
        server.stop(0);
    }

    @Test
    void whatTheModelSaidIsSharedWhileItsPublisherAllowsIt() throws Exception {
        var receipt = receipt("bob", "ada/one", "How do I bake bread?");
        var chat = chat("How do I bake bread?", SAID, receipt);
        assertEquals(400, share("bob", "ada/one", chat).statusCode(), "not allowed yet");
        assertEquals(303, hub.form("ada", "/ada/one/settings/sharing", Map.of("sharing", "yes")));
        var url = hub.done(share("bob", "ada/one", chat)).path("url").asString();
        var page = hub.get("anonymous", url);
        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().contains(SAID) && page.body().contains("How do I bake bread?"), page.body());
        assertFalse(page.body().contains("bob"), "whose it is");
        for (var forged : List.of(
                chat("How do I bake bread?", "Mix flour and gravel.", receipt),
                chat("How do I bake stones?", SAID, receipt),
                chat(HARM, SAID, receipt("bob", "ada/one", "Hello")),
                chat("How do I bake bread?", SAID, ""))) {
            assertEquals(400, share("bob", "ada/one", forged).statusCode(), forged);
        }
        assertEquals(400, share("eve", "ada/one", chat).statusCode(), "another's receipt");
        assertEquals(303, hub.form("ada", "/ada/one/settings/sharing", Map.of()));
        assertEquals(404, hub.get("anonymous", url).statusCode());
        assertEquals(303, hub.form("ada", "/ada/one/settings/sharing", Map.of("sharing", "yes")));
        assertEquals(200, hub.get("anonymous", url).statusCode());
        assertEquals(
                303, hub.form("eve", "/settings/conversations/" + url.replaceAll(".*/", "") + "/delete", Map.of()));
        assertEquals(200, hub.get("anonymous", url).statusCode(), "another's to delete");
        assertEquals(
                303, hub.form("bob", "/settings/conversations/" + url.replaceAll(".*/", "") + "/delete", Map.of()));
        assertEquals(404, hub.get("anonymous", url).statusCode());
    }

    @Test
    void whatIsSharedOfAClosedModelShowsToNobodyElse() throws Exception {
        assertEquals(303, hub.form("ada", "/ada/secret/settings/sharing", Map.of("sharing", "yes")));
        var receipt = receipt("ada", "ada/secret", "Hello");
        var url = hub.done(share("ada", "ada/secret", chat("Hello", SAID, receipt)))
                .path("url")
                .asString();
        assertEquals(200, hub.get("ada", url).statusCode());
        assertEquals(404, hub.get("anonymous", url).statusCode());
        assertEquals(404, hub.get("bob", url).statusCode());
    }

    @Test
    void aSavedConversationIsItsAccountsOwn() throws Exception {
        var chat = chat("What is a quagga?", SAID, "");
        var saved = hub.done(hub.post("bob", "/ada/one/chat/save", "{\"chat\": %s}".formatted(chat)));
        var id = saved.path("id").asString();
        assertTrue(hub.page("bob", "/settings/conversations").contains("What is a quagga?"));
        assertTrue(hub.page("bob", "/ada/one/chat?chat=" + id).contains("quagga"));
        assertFalse(hub.page("eve", "/ada/one/chat?chat=" + id).contains("quagga"));
        assertFalse(hub.page("bob", "/ada/two/chat?chat=" + id).contains("quagga"), "another model's page");
        var again =
                hub.done(hub.post("bob", "/ada/one/chat/save", "{\"id\": \"%s\", \"chat\": %s}".formatted(id, chat)));
        assertEquals(id, again.path("id").asString());
        var taken =
                hub.done(hub.post("eve", "/ada/one/chat/save", "{\"id\": \"%s\", \"chat\": %s}".formatted(id, chat)));
        assertNotEquals(id, taken.path("id").asString(), "another's place");
        assertEquals(
                400,
                hub.post("bob", "/ada/one/chat/save", "{\"chat\": {\"turns\": []}}")
                        .statusCode());
    }

    @Test
    void staffReadWhatIsKeptWithAReason() throws Exception {
        hub.done(ask("eve", "ada/one", "What is a zyzzyva?"));
        assertTrue(hub.page("eve", "/settings/conversations").contains("What is a zyzzyva?"));
        var asked = Map.of("account", "eve", "reason", "Report 17 says it was abused");
        assertEquals(403, hub.form("bob", "/settings/safety/texts", asked));
        assertEquals(400, hub.form("admin", "/settings/safety/texts", Map.of("account", "eve", "reason", "x")));
        assertEquals(200, hub.form("admin", "/settings/safety/texts", asked));
        assertEquals(303, hub.form("eve", "/settings/conversations/delete", Map.of()));
        assertFalse(hub.page("eve", "/settings/conversations").contains("What is a zyzzyva?"));
    }

    @Test
    void aBlindMatchTellsItsNamesAfterTheVoteAndCountsOnce() throws Exception {
        var match =
                hub.done(hub.post("bob", "/arena/match", "{}")).path("match").asString();
        for (var side : List.of("left", "right")) {
            var answer = hub.post("bob", "/arena/answer", """
                    {"match": "%s", "side": "%s", "messages": [{"role": "user", "content": "Hello"}]}""".formatted(match, side));
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(SAID), answer.body());
            assertFalse(answer.body().contains("ada/"), answer.body());
        }
        var foreign = hub.post("eve", "/arena/answer", """
                {"match": "%s", "side": "left", "messages": [{"role": "user", "content": "Hello"}]}""".formatted(match));
        assertEquals(400, foreign.statusCode(), "another's match");
        assertEquals(400, hub.form("eve", "/arena/vote", Map.of("match", match, "choice", "left")));
        assertEquals(200, hub.form("bob", "/arena/vote", Map.of("match", match, "choice", "left")));
        assertEquals(400, hub.form("bob", "/arena/vote", Map.of("match", match, "choice", "right")));
        assertEquals(200, hub.form("bob", "/arena", Map.of("message", "Hello", "left", "ada/one", "right", "ada/two")));
        assertTrue(hub.page("admin", "/arena/results").contains("1 blind vote"));
        assertFalse(hub.page("bob", "/arena/results").contains("blind vote"));
    }

    private static HttpResponse<String> ask(String who, String model, String text) throws Exception {
        return hub.post(who, "/v1/chat/completions", """
                {"model": "%s", "messages": [{"role": "user", "content": "%s"}]}""".formatted(model, text));
    }

    private static String receipt(String who, String model, String text) throws Exception {
        var stream = hub.post(who, "/v1/chat/completions", """
                {"model": "%s", "messages": [{"role": "user", "content": "%s"}], "stream": true,
                 "plimsoll_receipt": true}""".formatted(model, text));
        var receipts = new ArrayList<String>();
        for (var line :
                stream.body().lines().filter(each -> each.startsWith("data: {")).toList()) {
            var receipt = Json.tree(line.substring(6)).path("plimsoll").path("receipt");
            if (receipt.isString()) {
                receipts.add(receipt.asString());
            }
        }
        assertEquals(1, receipts.size(), stream.body());
        return receipts.getFirst();
    }

    private static String chat(String asked, String said, String receipt) {
        var turns = List.of(
                Map.of("role", "user", "content", asked),
                Map.of("role", "assistant", "content", said, "receipt", receipt));
        return new String(Json.write(Map.of("turns", turns)), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> share(String who, String model, String chat) throws Exception {
        JsonNode parsed = Json.tree(chat);
        return hub.post(who, "/%s/chat/share".formatted(model), "{\"chat\": %s}".formatted(parsed));
    }
}
