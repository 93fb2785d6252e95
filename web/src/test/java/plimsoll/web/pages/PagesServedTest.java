package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Route;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;
import plimsoll.web.pages.assets.StaticFiles;

/// Pages as a browser gets them, from a real socket.
final class PagesServedTest {
    private final StaticFiles files = new StaticFiles();
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        var pages = new PageWriter(new Templates(), files, false, _ -> 3);
        var routes = new ArrayList<Route>(files.routes());
        routes.addAll(new StylePages(pages, InstantSource.fixed(SamplePages.NOW)).routes());
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(new Router(routes), _ -> new Visitor.Guest(), new RefusalPages(pages)),
                (_, _, _, _) -> {},
                new Random(3));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aPageLetsNothingRunButOurOwnScripts() throws Exception {
        var page = get("/style");
        assertEquals(200, page.statusCode());
        var policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(header(page, "Vary").contains("HX-Request"));
    }

    @Test
    void whatIsNotThereIsToldToPeopleOnAPageAndToClientsInJson() throws Exception {
        var page = get("/no/such/page/at/all", "Accept", "text/html");
        assertEquals(404, page.statusCode());
        assertTrue(page.body().contains("Not in the register"), page.body());
        var json = get("/no/such/page/at/all");
        assertEquals(404, json.statusCode());
        assertTrue(json.body().startsWith("{\"error\""), json.body());
        assertTrue(get("/api/none", "Accept", "text/html").body().startsWith("{"), "the API speaks JSON to everybody");
    }

    @Test
    void staticFilesAreKeptForEver() throws Exception {
        var style = get(files.url("style.css"));
        assertEquals(200, style.statusCode());
        assertTrue(header(style, "Cache-Control").contains("immutable"));
        assertTrue(header(style, "Content-Type").startsWith("text/css"));
        var again = get(files.url("style.css"), "If-None-Match", header(style, "ETag"));
        assertEquals(304, again.statusCode());
        assertEquals(302, get("/static/000000000000/style.css").statusCode());
        assertEquals(404, get("/static/000000000000/../pom.xml").statusCode());
        assertEquals("gzip", header(get(files.url("page.js"), "Accept-Encoding", "gzip"), "Content-Encoding"));
    }

    @Test
    void theChoiceOfDayOrNightIsRemembered() throws Exception {
        var chosen = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/style/theme"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("theme=dark&back=%2F%2Fexample.org"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(303, chosen.statusCode());
        assertEquals("/", header(chosen, "Location"), "nobody is sent elsewhere");
        assertTrue(header(chosen, "Set-Cookie").startsWith("theme=dark; Path=/"));
        assertTrue(get("/style", "Cookie", "theme=dark").body().contains("data-theme=\"dark\""));
        assertTrue(get("/style", "Cookie", "theme=\"><b>").body().contains("data-theme=\"auto\""));
    }
}
