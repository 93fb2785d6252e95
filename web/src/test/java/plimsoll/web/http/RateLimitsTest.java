package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.hub.people.RequestQuota;
import plimsoll.hub.people.RequestQuota.Counts;

final class RateLimitsTest {
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        var quota = new RequestQuota(new Counts(2, 1, 1), InstantSource.fixed(Instant.EPOCH));
        var routes = List.of(
                route("/api/models", Door.LISTING),
                route("/lab/m/resolve/main/file", Door.REPOSITORY),
                route("/lab/m.git/info/refs", Door.REPOSITORY),
                route("/lab/m", Door.REPOSITORY),
                route("/static/style.css", Door.OPEN),
                route("/signed", Door.SIGNED));
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(new Router(routes), RateLimitsTest::recognise, Faults.PLAIN, RateLimits.of(quota)),
                (_, _, _, _) -> {},
                new Random(7_301));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void everyAnswerSaysWhereItsAskerStands() throws Exception {
        var first = get("/api/models");
        assertEquals(200, first.statusCode());
        assertEquals("\"api\";r=1;t=300", header(first, "RateLimit"));
        assertEquals("\"fixed window\";\"api\";q=2;w=300", header(first, "RateLimit-Policy"));
        assertEquals("", header(first, "Retry-After"));
    }

    @Test
    void whoeverAsksTooOftenIsToldHowLongToWait() throws Exception {
        get("/api/models");
        assertEquals(200, get("/lab/m.git/info/refs").statusCode(), "git counts with the API");
        var late = get("/api/models");
        assertEquals(429, late.statusCode());
        assertEquals("300", header(late, "Retry-After"));
        assertEquals("\"api\";r=0;t=300", header(late, "RateLimit"));
        assertTrue(late.body().contains("Wait 300 seconds"), late.body());
        assertEquals(200, get("/lab/m/resolve/main/file").statusCode());
        assertEquals(429, get("/lab/m/resolve/main/file").statusCode());
        assertEquals(200, get("/lab/m").statusCode());
        assertEquals(429, get("/lab/m").statusCode());
    }

    @Test
    void guessingTokensIsAskingToo() throws Exception {
        assertEquals(401, get("/api/models", "Authorization", "Bearer hf_a").statusCode());
        assertEquals(401, get("/api/models", "Authorization", "Bearer hf_b").statusCode());
        assertEquals(429, get("/api/models", "Authorization", "Bearer hf_c").statusCode());
    }

    @Test
    void whatIsTheSameForEverybodyIsFree() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertEquals("", header(get("/static/style.css"), "RateLimit"));
            assertEquals(200, get("/signed").statusCode());
        }
    }

    private static Route route(String path, Door door) {
        return Route.of("GET", path, door, _ -> Response.text(200, "here"));
    }

    private static Visitor recognise(Request request) {
        return request.header("Authorization").isPresent()
                ? new Visitor.Rejected(Refusals.INVALID_CREDENTIALS)
                : new Visitor.Guest();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
