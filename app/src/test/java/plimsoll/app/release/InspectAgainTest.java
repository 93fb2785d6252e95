package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.Setting;

/// A hub that gets a better inspection closes what it passed before. Here clamd is what makes it better.
final class InspectAgainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void whatPassedBeforeIsClosedWhenABetterInspectionFindsIt() throws Exception {
        String old;
        String first;
        try (var hub = new WholeHub(folder)) {
            hub.account("ada", "member");
            hub.account("bob", "member");
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"ill\"}"));
            hub.commit("ada", "ada/ill", "README.md", "# Well");
            first = sha(hub, "ada");
            hub.commit("ada", "ada/ill", "song.txt", "la la PLAGUE la");
            hub.commit("ada", "ada/ill", "more.txt", "and so on");
            old = sha(hub, "bob");
            assertEquals(200, hub.get("bob", "/ada/ill/resolve/main/song.txt").statusCode());
        }
        try (var clamd = new Clamd();
                var hub = new WholeHub(folder, Map.of(Setting.CLAMD, "127.0.0.1:" + clamd.port()))) {
            hub.account("eve", "member");
            hub.account("watcher", "auditor");
            await(() -> first.equals(sha(hub, "eve")));
            assertEquals(404, hub.get("eve", "/ada/ill/resolve/main/song.txt").statusCode());
            assertEquals(
                    404,
                    hub.get("eve", "/ada/ill/resolve/%s/song.txt".formatted(old))
                            .statusCode());
            assertEquals(200, hub.get("eve", "/ada/ill/resolve/main/README.md").statusCode());
            var deeds = hub.get("watcher", "/api/plimsoll/oversight/decisions").body();
            assertTrue(deeds.contains("commit-held") && deeds.contains("ClamAV: Plague"), deeds);
            assertTrue(hub.page("watcher", "/ada/ill/blob/main/song.txt").contains("ClamAV: Plague"));

            hub.done(hub.post("eve", "/api/repos/create", "{\"name\": \"new\"}"));
            hub.commit("eve", "eve/new", "song.txt", "PLAGUE again");
            assertEquals(
                    404, hub.get("anonymous", "/eve/new/resolve/main/song.txt").statusCode());
        }
    }

    @Test
    void whatClamdCannotBeAskedAboutWaits() throws Exception {
        int nobody;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        try (var hub = new WholeHub(folder, Map.of(Setting.CLAMD, "127.0.0.1:" + nobody))) {
            hub.account("ada", "member");
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"waiting\"}"));
            hub.commit("ada", "ada/waiting", "README.md", "# Well");
            assertEquals(
                    404,
                    hub.get("anonymous", "/ada/waiting/resolve/main/README.md").statusCode());
            var state = hub.done(hub.get("ada", "/api/models/ada/waiting/release/commits"))
                    .get(0);
            assertEquals("inspecting", state.get("status").asString());
            assertTrue(hub.page("ada", "/ada/waiting/tree/main").contains("hx-trigger"));
            assertFalse(hub.get("anonymous", "/ada/waiting/tree/main").body().contains("README"));
        }
    }

    private static String sha(WholeHub hub, String who) throws Exception {
        return hub.done(hub.get(who, "/api/models/ada/ill")).path("sha").asString("");
    }

    private static void await(Callable<Boolean> truth) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.call()) {
            assertTrue(System.nanoTime() < end, "it did not come true");
            Thread.sleep(100);
        }
    }

    /// Speaks clamd's side of `INSTREAM`, and knows one virus.
    private static final class Clamd implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Clamd() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        answer(socket);
                    } catch (IOException e) {
                        assertTrue(server.isClosed() || e.getMessage() != null);
                    }
                }
            });
        }

        private static void answer(Socket socket) throws IOException {
            var in = new DataInputStream(socket.getInputStream());
            in.skipNBytes("zINSTREAM\0".length());
            var bytes = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                bytes.write(in.readNBytes(length));
            }
            boolean ill = bytes.toString(StandardCharsets.ISO_8859_1).contains("PLAGUE");
            var said = ill ? "stream: Plague FOUND\0" : "stream: OK\0";
            socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
