package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;

/// The server on a real socket, with routes that show what it does.
final class HttpServerTest {
    private static final Known ADA = new Known(new Namespace("ada"), SiteRole.MEMBER, Map.of(), Scope.WRITE);
    private final byte[] file = new byte[300_000];
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(file);
        var routes = List.of(
                Route.of("GET", "/file", Door.OPEN, this::file),
                Route.of("POST", "/echo", Door.OPEN, r -> Response.bytes(200, "text/plain", r.bodyBytes(1_000))),
                Route.of(
                        "GET",
                        "/name/{x}",
                        Door.OPEN,
                        r -> Response.text(
                                200, r.variable("x") + "|" + r.query("q").orElse("-"))),
                Route.of("GET", "/broken", Door.OPEN, _ -> {
                    throw new IOException("the disk is on fire");
                }),
                Route.of(
                        "GET",
                        "/cut",
                        Door.OPEN,
                        _ -> Response.stream(200, "text/plain", out -> {
                            out.write(new byte[1 << 20]);
                            throw new IOException("cut");
                        })),
                Route.of(
                        "GET",
                        "/split",
                        Door.OPEN,
                        r -> Response.text(200, "x").with("X-Told", r.query("v").orElse(""))),
                Route.of("GET", "/base", Door.OPEN, r -> Response.text(200, r.baseUrl())));
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(new Router(routes), HttpServerTest::recognise, Faults.PLAIN),
                (_, _, _, _) -> {},
                new Random(2));
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private static Visitor recognise(Request request) {
        if (request.header("Authorization").isPresent()) {
            return new Visitor.Rejected(Refusals.INVALID_CREDENTIALS);
        }
        return request.cookie("session").isPresent()
                ? new Visitor.BySession(ADA, "s", "token-of-s")
                : new Visitor.Guest();
    }

    private Response file(Request request) {
        return Content.of(Bytes.copyOf(file), "abc", "application/octet-stream").answer(request);
    }

    // A body that was too large, in chunks so that its head did not say so, was refused in the middle, and the
    // connection
    // was cut without a word: the next request on it, which its client had no reason not to send, came to nothing.
    @Test
    void aConnectionOutlivesABodyThatWasRefusedHalfRead() throws Exception {
        var half = "7d0\r\n" + "x".repeat(2_000) + "\r\n";
        var requests = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + half.repeat(100)
                + "0\r\n\r\nGET /name/next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        var answers = exchange(requests);
        assertTrue(answers.startsWith("HTTP/1.1 413 "), answers);
        assertTrue(answers.endsWith("next|-"), answers);
    }

    @Test
    void aConnectionThatWillBeCutIsSaidToBe() throws Exception {
        var answer = exchange("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\nx");
        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    }

    private String exchange(String requests) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void pagesOfOtherOriginsReadWhatAnybodyMay() throws Exception {
        var answer = get("/file", "Origin", "https://models.example.org");
        assertEquals(
                "*", answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertTrue(
                answer.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
        assertTrue(
                get("/file").headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void aFileComesWholeOrInPart() throws Exception {
        assertArrayEquals(file, get("/file").body());
        var part = get("/file", "Range", "bytes=100000-199999");
        assertEquals(206, part.statusCode());
        assertEquals(
                "bytes 100000-199999/300000",
                part.headers().firstValue("Content-Range").orElseThrow());
        assertArrayEquals(Arrays.copyOfRange(file, 100_000, 200_000), part.body());
        assertEquals("\"abc\"", part.headers().firstValue("ETag").orElseThrow());
    }

    @Test
    void severalPartsComeInOneBody() throws Exception {
        var parts = get("/file", "Range", "bytes=0-1,299999-299999");
        assertEquals(206, parts.statusCode());
        var type = parts.headers().firstValue("Content-Type").orElseThrow();
        assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
        var text = new String(parts.body(), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(
                "Content-Range: bytes 0-1/300000\r\n\r\n" + new String(file, 0, 2, StandardCharsets.ISO_8859_1)));
        assertTrue(text.contains("Content-Range: bytes 299999-299999/300000\r\n\r\n"));
    }

    @Test
    void beyondTheEndIs416WithTheSize() throws Exception {
        var answer = get("/file", "Range", "bytes=300000-");
        assertEquals(416, answer.statusCode());
        assertEquals(
                "bytes */300000", answer.headers().firstValue("Content-Range").orElseThrow());
    }

    @Test
    void aPartOfAnotherVersionIsNotGiven() throws Exception {
        assertEquals(
                206, get("/file", "Range", "bytes=0-0", "If-Range", "\"abc\"").statusCode());
        assertEquals(
                200, get("/file", "Range", "bytes=0-0", "If-Range", "\"old\"").statusCode());
        assertEquals(304, get("/file", "If-None-Match", "\"x\", \"abc\"").statusCode());
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        var head = send(request("/file").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(300_000, head.headers().firstValueAsLong("Content-Length").orElseThrow());
        assertEquals(0, head.body().length);
    }

    @Test
    void rawSegmentsReachTheirRoute() throws Exception {
        assertEquals("a/b%é|c d", new String(get("/name/a%2Fb%25%C3%A9?q=c+d").body(), StandardCharsets.UTF_8));
        assertEquals("..|-", new String(get("/name/%2E%2E").body(), StandardCharsets.UTF_8));
        assertEquals(400, get("/name/%FF").statusCode());
        assertEquals(400, get("/name/a?q=%FF").statusCode());
    }

    /// Node's fetch sends a file's brackets as they are, and its download was refused before any route saw it.
    @Test
    void whatTheUrlStandardLeavesUnescapedReachesItsRouteToo() throws Exception {
        var answer = raw("GET /name/[a]|^'(b) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.endsWith("[a]|^'(b)|-"), answer);
    }

    @Test
    void bodiesLargerThanTheRouteTakesAreRefused() throws Exception {
        assertEquals(200, post("/echo", new byte[1_000]).statusCode());
        assertEquals(413, post("/echo", new byte[1_001]).statusCode());
    }

    @Test
    void aFaultOfOursIs500WithoutItsInnards() throws Exception {
        var answer = get("/broken");
        assertEquals(500, answer.statusCode());
        assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains("disk"));
        assertTrue(answer.headers().firstValue("X-Request-Id").isPresent());
    }

    @Test
    void aStreamThatBreaksIsNotTakenForWhole() {
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> get("/cut"));
    }

    @Test
    void aStrangersTextMakesNoHeader() throws Exception {
        var answer = get("/split?v=a%0D%0ASet-Cookie:%20x=1");
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void linksStayOnThisHubWhateverTheHostHeaderSays() throws Exception {
        var own = "http://127.0.0.1:" + server.port();
        assertEquals(own, new String(get("/base").body(), StandardCharsets.UTF_8));
        assertTrue(
                raw("GET /base HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n")
                        .endsWith(own));
        assertTrue(raw("GET /base HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nConnection: close\r\n\r\n")
                .endsWith("http://localhost:" + server.port()));
    }

    @Test
    void aWrongCredentialIsToldInTheClientsOwnWords() throws Exception {
        var answer = get("/base", "Authorization", "Bearer hf_wrong");
        assertEquals(401, answer.statusCode());
        assertEquals(
                "Invalid credentials in Authorization header",
                answer.headers().firstValue("X-Error-Message").orElseThrow());
    }

    @Test
    void aSessionsPostNeedsItsToken() throws Exception {
        assertEquals(
                403, send(form("/echo", "a=1").header("Cookie", "session=s")).statusCode());
        assertEquals(
                403,
                send(form("/echo", "csrf=wrong").header("Cookie", "session=s")).statusCode());
        assertEquals(
                403,
                send(form("/echo", "csrf=token-of-s")
                                .header("Cookie", "session=s")
                                .header("Sec-Fetch-Site", "cross-site"))
                        .statusCode());
        var allowed = form("/echo", "").header("Cookie", "session=s").header("X-CSRF-Token", "token-of-s");
        assertEquals(200, send(allowed).statusCode());
    }

    @Test
    void theWrongMethodIsToldTheRightOnes() throws Exception {
        var answer = post("/file", new byte[0]);
        assertEquals(405, answer.statusCode());
        assertEquals("GET", answer.headers().firstValue("Allow").orElseThrow());
        assertEquals(404, get("/nowhere").statusCode());
    }

    @Test
    void whatJettyRefusesDoesNotNameIt() throws Exception {
        var answer = raw("GET /file HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
        assertFalse(answer.toLowerCase(java.util.Locale.ROOT).contains("jetty"), answer);
    }

    /// A client that was not told sent its next request on the same connection and got no answer at all.
    @Test
    void whoIsRefusedByJettyIsToldThatTheConnectionEnds() throws Exception {
        var answer = raw("GET /name/a%00b HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), answer);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder form(String path, String body) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
