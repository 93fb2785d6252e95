package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose silence ends a connection: the client's, and not the hub's own.
final class PatienceTest {
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final int BODY_BYTES = 4 << 20;

    private final CountDownLatch broken = new CountDownLatch(1);
    private HttpServer server;
    private int trickled;

    @BeforeEach
    void start() throws Exception {
        var routes = List.of(
                Route.of("PUT", "/slow-disk", Door.OPEN, this::takeSlowly),
                Route.of("PUT", "/quick-disk", Door.OPEN, this::take));
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(new Router(routes), _ -> new Visitor.Guest(), Faults.PLAIN),
                (_, _, _, _) -> {},
                new Random(2),
                IDLE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // A 2 GiB upload to a disk that was busy with another's was told "the bytes stopped coming before the end": nothing
    // had moved on its connection for a minute, because the hub was syncing.
    @Test
    void aHubThatIsSlowItselfKeepsItsClients() throws Exception {
        var answer = sendLarge();
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertTrue(answer.endsWith(Integer.toString(BODY_BYTES)), answer);
    }

    @Test
    void aClientThatFallsSilentIsLetGo() throws Exception {
        try (var socket = begin("/quick-disk")) {
            socket.getOutputStream().write(new byte[100]);
            assertTrue(broken.await(30, TimeUnit.SECONDS), "the hub still waits");
            assertEquals(0, broken.getCount());
        }
    }

    // The server's whole traffic was taken for each sender's: a trickle went unnoticed beside a large upload, and after
    // nine gigabytes the sum left a long and every body that came in more than one piece was cut.
    @Test
    void aTrickleIsNotHiddenByWhatOthersSend() throws Exception {
        sendLarge();
        try (var socket = begin("/quick-disk")) {
            while (!broken.await(IDLE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('x');
                trickled++;
                assertTrue(trickled < 400, "the hub still waits");
            }
        }
    }

    private String sendLarge() throws IOException {
        try (var socket = begin("/slow-disk")) {
            socket.getOutputStream().write(new byte[BODY_BYTES]);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket begin(String path) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream()
                .write("PUT %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, BODY_BYTES)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    // Long enough for the connection to be idle several times over, before, between and after the bytes.
    private Response takeSlowly(Request request) throws IOException {
        try (var in = request.body()) {
            pause();
            var first = in.readNBytes(BODY_BYTES / 2);
            pause();
            var rest = in.readAllBytes();
            pause();
            return Response.text(200, Integer.toString(first.length + rest.length));
        }
    }

    private Response take(Request request) throws IOException {
        try (var in = request.body()) {
            return Response.text(200, Integer.toString(in.readAllBytes().length));
        } catch (IOException e) {
            broken.countDown();
            throw e;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(IDLE.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
