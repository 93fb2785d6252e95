package plimsoll.app.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.doors.Requests.Ask;
import plimsoll.app.doors.Walk.Asker;
import plimsoll.domain.content.Sha256;
import plimsoll.web.http.Door;
import plimsoll.web.http.Faults;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;
import tools.jackson.databind.JsonNode;

/// Walks every route of the whole hub. Whoever may not know of a private repository must get the answers of one that
/// does not exist, to the last header.
final class DoorsTest {
    private static final List<Ask> REQUESTS = Requests.all();
    private static final List<String> NAMES =
            List.of(Harbour.CARGO, Harbour.BRANCH, "harbour/secret", "harbour/present");
    private static final String HTML = "text/html,application/xhtml+xml";

    private Harbour hub;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        hub = new Harbour(folder);
    }

    @AfterEach
    void close() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void everyRouteHasARequest() {
        var routes = hub.house.router().routes().stream()
                .map(Route::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        var asked = REQUESTS.stream().map(Ask::route).collect(Collectors.toCollection(TreeSet::new));
        var unasked = new TreeSet<>(routes);
        unasked.removeAll(asked);
        assertEquals("", String.join("\n", unasked), "give these routes a request in Requests");
        asked.removeAll(routes);
        assertEquals("", String.join("\n", asked), "these requests are for routes that are gone");
    }

    @Test
    void whoMayNotKnowOfARepositoryLearnsNothing() throws Exception {
        try (var walk = new Walk(hub.house.address(), askers())) {
            var before = walk.aboutNothing(REQUESTS);
            hub.fill("secret");
            hub.fill("bygone");
            hub.rename("bygone", "present");
            var secrets = secrets();
            var untouched = state();
            // The log says when something was done to a random id, and to which commit, but never to what by name.
            var log = REQUESTS.stream()
                    .filter(ask -> ask.path().startsWith("/log"))
                    .toList();
            var others = REQUESTS.stream().filter(ask -> !log.contains(ask)).toList();
            assertEquals("", String.join("\n", walk.leaks(others, Harbour.oid(), secrets)));
            assertEquals("", String.join("\n", walk.leaks(log, Harbour.oid(), NAMES)));
            var changed = walk.aboutNothing(REQUESTS);
            changed.entrySet().removeAll(before.entrySet());
            assertEquals(Map.of(), changed, "a list or page tells that something has come");
            assertEquals(untouched, state(), "somebody changed what they cannot see");
        }
    }

    /// Without this a request that misses its door would pass for one that was turned away at it.
    @Test
    void whoMayKnowGetsAnotherAnswerAtTheSameDoors() throws Exception {
        var doors = hub.house.router().routes().stream().collect(Collectors.toMap(Route::toString, Route::door));
        var asked = new HashSet<String>();
        var filled = new HashSet<String>();
        var missed = new ArrayList<String>();
        for (var ask : REQUESTS) {
            if (doors.get(ask.route()) != Door.REPOSITORY || !asked.add(ask.route())) {
                continue;
            }
            var kind = kind(ask);
            var name =
                    ask.method().equals("GET") ? "door-" + kind.substring(0, 3) : "door-%03d".formatted(asked.size());
            if (filled.add(kind + name)) {
                hub.fill(kind, name);
            }
            var told = Told.by(byKeeper(ask.about(name, Harbour.oid())));
            var absent = Told.by(byKeeper(ask.about("door-000", "0".repeat(64))));
            var names = List.of(name, "door-000", Harbour.oid(), "0".repeat(64));
            if (told.without(names).equals(absent.without(names)) || told.status() >= 500) {
                missed.add("%s is told\n%s".formatted(ask, told));
            }
        }
        assertEquals("", String.join("\n", missed));
        assertTrue(asked.size() > 70, "only " + asked);
    }

    /// Addresses that were signed for a member say no when their holder has lost the right, whoever sends them.
    @Test
    void signedAddressesEndWithTheRightTheyWereGivenFor() throws Exception {
        hub.fill("model", "secret");
        var signed = signed();
        var store = store();
        hub.sendFormerAway();
        for (var ask : signed) {
            var response = hub.send(ask);
            assertEquals(403, response.statusCode(), ask.toString());
            assertTrue(Harbour.weights().length != response.body().length);
        }
        for (var ask : store.asks()) {
            var response = hub.send(ask, "Authorization", "Bearer " + store.token(), "Range", store.range());
            assertEquals(403, response.statusCode(), ask.toString());
        }
        var used = Stream.concat(signed.stream(), store.asks().stream())
                .map(Ask::route)
                .collect(Collectors.toSet());
        hub.house.router().routes().stream()
                .filter(route -> route.door() == Door.SIGNED)
                .forEach(route -> assertTrue(used.contains(route.toString()), () -> "no signed request for " + route));
    }

    /// A walk that finds nothing proves nothing unless it would find something.
    @Test
    void aDoorThatTellsIsNoticed() throws Exception {
        var planted = List.of(
                plant("/refused/{name}", hidden -> hidden ? Response.error(403, "No.") : Response.error(404, "No.")),
                plant("/header/{name}", hidden -> Response.error(404, "No.").with("X-Repo-Commit", hidden ? "1" : "0")),
                plant("/body/{name}", hidden -> Response.text(404, hidden ? "Not for you." : "Nothing there.")),
                plant("/content/{name}", _ -> Response.text(404, Harbour.CARGO)),
                plant("/sound/{name}", _ -> Response.error(404, "No.")));
        var desk = new FrontDesk(new Router(planted), _ -> new Visitor.Guest(), Faults.PLAIN);
        var settings = new HttpServer.Settings("127.0.0.1", 0, Optional.empty());
        try (var server = HttpServer.start(settings, desk, (_, _, _, _) -> {}, new Random(1));
                var walk = new Walk(
                        "http://127.0.0.1:" + server.port(), List.of(new Asker("a stranger", List.of(), _ -> true)))) {
            for (var route : planted) {
                var ask = new Ask(
                        route.toString(),
                        "GET",
                        route.pattern().toString().replace("{name}", "SUBJECT"),
                        "",
                        "",
                        false);
                var leaks = walk.leaks(List.of(ask), Harbour.oid(), List.of(Harbour.CARGO));
                assertEquals(route.toString().contains("sound"), leaks.isEmpty(), () -> route + ": " + leaks);
            }
        }
    }

    private static Route plant(String pattern, Leak leak) {
        return Route.of("GET", pattern, Door.REPOSITORY, request -> leak.answer(isHidden(request)));
    }

    private static boolean isHidden(Request request) {
        return Walk.HIDDEN.contains(request.variable("name"));
    }

    private interface Leak {
        Response answer(boolean hidden);
    }

    private List<Asker> askers() throws Exception {
        var cookie = hub.cookie();
        var page = new Ask("", "GET", "/new", "", "", false);
        var html = Told.by(hub.send(page, "Cookie", cookie)).body();
        var csrf = html.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]*)\".*", "$1");
        assertNotEquals(html, csrf, "the page has no form");
        Predicate<Ask> looksOrNames = ask -> ask.method().equals("GET") || ask.hasSubject();
        return List.of(
                new Asker("a stranger", List.of("Accept", "*/*"), _ -> true),
                new Asker("a stranger's browser", List.of("Accept", HTML), _ -> true),
                new Asker("an outsider's client", List.of("Authorization", "Bearer " + hub.outsider), _ -> true),
                new Asker(
                        "an outsider's git",
                        List.of("Authorization", basic(hub.outsider)),
                        ask -> ask.path().contains("/info/") || ask.path().contains("/git-")),
                new Asker(
                        "an outsider's browser",
                        List.of("Accept", HTML, "Cookie", cookie, "X-CSRF-Token", csrf),
                        looksOrNames));
    }

    private static String basic(String token) {
        return "Basic " + Base64.getEncoder().encodeToString(("outsider:" + token).getBytes(StandardCharsets.UTF_8));
    }

    /// What no answer to an outsider may have in it.
    private List<String> secrets() throws Exception {
        var secrets = new ArrayList<>(NAMES);
        for (var kind : List.of("models", "datasets", "spaces")) {
            var described = repository(kind);
            secrets.add(described.path("sha").asString());
            secrets.add(described.path("_id").asString());
        }
        return secrets;
    }

    private Map<String, String> state() throws Exception {
        var state = new TreeMap<String, String>();
        for (var kind : List.of("models", "datasets", "spaces")) {
            state.put(kind, repository(kind).toString());
            state.put(
                    kind + " refs",
                    hub.json(hub.keeper, "GET", "/api/" + kind + "/harbour/secret/refs", "")
                            .toString());
        }
        return state;
    }

    private JsonNode repository(String kind) throws Exception {
        return hub.json(hub.keeper, "GET", "/api/" + kind + "/harbour/secret", "");
    }

    private HttpResponse<byte[]> byKeeper(Ask ask) throws Exception {
        return hub.send(ask, "Authorization", "Bearer " + hub.keeper);
    }

    private static String kind(Ask ask) {
        var text = ask.path() + ask.body();
        return text.contains("dataset") ? "dataset" : text.contains("space") ? "space" : "model";
    }

    /// One request for each use of a signed address, all signed for the member.
    private List<Ask> signed() throws Exception {
        var lfs = "/harbour/secret.git/info/lfs/objects/batch";
        var object = "\"objects\":[{\"oid\":\"%s\",\"size\":%d}]}";
        var fetch = hub.json(
                hub.former,
                "POST",
                lfs,
                "{\"operation\":\"download\"," + object.formatted(Harbour.oid(), Harbour.weights().length));
        var send =
                hub.json(hub.former, "POST", lfs, "{\"operation\":\"upload\"," + object.formatted("1".repeat(64), 9));
        var parts = hub.json(
                hub.former,
                "POST",
                lfs,
                "{\"operation\":\"upload\",\"transfers\":[\"basic\",\"multipart\"],"
                        + object.formatted("2".repeat(64), 70_000));
        var route = "/api/lfs/objects/{oid}";
        return List.of(
                signed("GET", route, href(fetch, "download"), ""),
                signed("PUT", route, href(send, "upload"), "123456789"),
                signed(
                        "POST",
                        route + "/verify",
                        href(send, "verify"),
                        "{\"oid\":\"%s\",\"size\":9}".formatted("1".repeat(64))),
                signed(
                        "PUT",
                        route + "/parts/{number}",
                        actions(parts)
                                .path("upload")
                                .path("header")
                                .path("00002")
                                .asString(),
                        "4464"),
                signed("POST", route + "/complete", href(parts, "upload"), "{\"parts\":[]}"));
    }

    /// One request for each use of the member's token for the chunk store, and of an address that it got them.
    private Store store() throws Exception {
        var api = "/api/models/harbour/secret";
        var access = hub.json(hub.former, "GET", api + "/xet-write-token/main", "");
        var token = access.path("accessToken").asString();
        var content = "what came by its chunks".getBytes(StandardCharsets.UTF_8);
        var name = Sha256.ofUtf8("what came by its chunks");
        var id = hub.sender(access.path("casUrl").asString(), token).send(content, name);
        hub.json(hub.former, "POST", api + "/commit/main", """
                {"key":"header","value":{"summary":"Send by chunks"}}
                {"key":"lfsFile","value":{"path":"chunks.bin","algo":"sha256","oid":"%s","size":%d}}
                """.formatted(name, content.length));
        var plan = hub.json(token, "GET", "/api/xet/v1/reconstructions/" + id, "");
        var fetch = plan.path("fetch_info").iterator().next().path(0);
        var range = "bytes=%d-%d"
                .formatted(
                        fetch.path("url_range").path("start").asInt(),
                        fetch.path("url_range").path("end").asInt());
        var href = fetch.path("url").asString();
        var asks = new ArrayList<Ask>();
        asks.add(signed("GET", "/api/xet/fetch/{hash}", href, ""));
        var address = hub.house.address();
        assertEquals(206, hub.send(asks.getFirst(), "Range", range).statusCode());
        for (var route : hub.house.router().routes()) {
            var pattern = route.pattern().toString();
            if (route.door() == Door.SIGNED
                    && (pattern.startsWith("/api/xet/v")
                            || pattern.startsWith("/api/xet/{")
                            || pattern.equals("/v1/telemetry"))) {
                var path = pattern.replace("{version:v1|v2}", "v2")
                        .replace("{prefix}", "default")
                        .replace("{hash}", id.toString());
                asks.add(signed(route.method(), pattern, address + path, ""));
            }
        }
        return new Store(token, range, asks);
    }

    private record Store(String token, String range, List<Ask> asks) {}

    private Ask signed(String method, String route, String href, String body) {
        return new Ask(
                method + " " + route,
                method,
                href.substring(hub.house.address().length()),
                "application/octet-stream",
                body,
                false);
    }

    private static String href(JsonNode batch, String action) {
        return actions(batch).path(action).path("href").asString();
    }

    private static JsonNode actions(JsonNode batch) {
        return batch.path("objects").path(0).path("actions");
    }
}
