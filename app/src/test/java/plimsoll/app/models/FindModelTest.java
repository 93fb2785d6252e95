package plimsoll.app.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.models.NotFetched.Kind;

/// Against a small hub that keeps its files elsewhere, as large hubs do, and now and then cuts a download off.
class FindModelTest {
    private static final String COMMIT = "0123456789".repeat(4);
    private static final int SIZE = 300_000;

    @TempDir
    private Path home;

    private final byte[] model = new byte[SIZE];
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> leaked = new CopyOnWriteArrayList<>();
    private HttpServer hub;
    private HttpServer store;
    private String announced = "";
    private volatile int cutAt = SIZE;

    @BeforeEach
    void open() throws Exception {
        new Random(7).nextBytes(model);
        announced =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        hub = server();
        store = server();
        hub.createContext("/", this::answerAsHub);
        store.createContext("/", this::answerAsStore);
        hub.start();
        store.start();
    }

    @AfterEach
    void close() {
        hub.stop(0);
        store.stop(0);
    }

    @Test
    void aModelIsBroughtOnceAndKept() throws Exception {
        var file = find("ada/tide:Q8_0");
        assertArrayEquals(model, Files.readAllBytes(file));
        assertEquals(file, find("ada/tide"));
        assertEquals(1, asked.size(), asked.toString());
        assertEquals(List.of(), leaked);
    }

    @Test
    void aDownloadGoesOnWhereItWasCutOff() throws Exception {
        cutAt = 100_000;
        var file = find("ada/tide");
        assertArrayEquals(model, Files.readAllBytes(file));
        // Where exactly, depends on what of the last piece still arrived.
        assertEquals("", asked.getFirst());
        assertTrue(asked.size() > 2, asked.toString());
        assertTrue(asked.stream().skip(1).allMatch(range -> range.matches("bytes=[1-9]\\d{4,}-")), asked.toString());
    }

    @Test
    void otherBytesThanAnnouncedAreThrownAway() throws Exception {
        announced = "0".repeat(64);
        assertEquals(
                Kind.BROKEN,
                assertThrows(NotFetched.class, () -> find("ada/tide")).kind());
        try (var files = Files.walk(home)) {
            assertFalse(files.anyMatch(Files::isRegularFile));
        }
    }

    @Test
    void whatCannotBeHadIsSaid() {
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(NotFetched.class, () -> find("ada/none")).kind());
        assertEquals(
                Kind.NOT_ALLOWED,
                assertThrows(NotFetched.class, () -> find("ada/gated")).kind());
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(NotFetched.class, () -> find("no-such.gguf")).kind());
    }

    private Path find(String name) throws IOException, InterruptedException {
        var environment = Map.of("PLIMSOLL_URL", address(hub), "PLIMSOLL_TOKEN", "secret");
        return new FindModel(environment, home, (_, _, _) -> {}).find(name);
    }

    private void answerAsHub(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
        } else if (path.contains("/ada/gated")) {
            answer(exchange, 403, "");
        } else if (path.equals("/api/models/ada/tide/revision/main")) {
            answer(exchange, 200, "{\"sha\": \"%s\"}".formatted(COMMIT));
        } else if (path.equals("/api/models/ada/tide/tree/" + COMMIT)) {
            answer(exchange, 200, """
                    [{"type": "file", "path": "tide-Q8_0.gguf", "size": %d, "oid": "0", "lfs": {"oid": "%s"}}]""".formatted(SIZE, announced));
        } else if (path.equals("/ada/tide/resolve/%s/tide-Q8_0.gguf".formatted(COMMIT))) {
            exchange.getResponseHeaders().set("Location", address(store) + "/blob");
            answer(exchange, 302, "");
        } else {
            answer(exchange, 404, "");
        }
    }

    private void answerAsStore(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        if (headers.containsKey("Authorization")) {
            leaked.add(String.valueOf(headers.getFirst("Authorization")));
        }
        var range = String.valueOf(headers.getOrDefault("Range", List.of("")).getFirst());
        asked.add(range);
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
        var out = exchange.getResponseBody();
        out.write(Arrays.copyOfRange(model, from, Math.min(SIZE, from + cutAt)));
        out.flush();
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
