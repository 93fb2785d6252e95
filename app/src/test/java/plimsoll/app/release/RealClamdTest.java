package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.Setting;

/// A hub beside Debian's own clamd (package clamav-daemon), which knows two signatures of ours and fetches none.
final class RealClamdTest {
    private static final Path CLAMD = Path.of("/usr/sbin/clamd");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// Known to clamd alone, so that nothing else can have found it.
    private static final String MARK = "plimsoll-mark-of-a-virus-for-tests";

    // In two pieces, so that no scanner of this source finds it.
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    @TempDir
    Path folder;

    @Test
    void whatClamdFindsIsHeldFromOthersAndNamed() throws Exception {
        assumeTrue(Files.isExecutable(CLAMD), "clamd is not here: apt install clamav-daemon");
        try (var clamd = new Clamd(folder);
                var hub = new WholeHub(folder.resolve("data"), Map.of(Setting.CLAMD, "127.0.0.1:" + clamd.port))) {
            hub.account("ada", "member");
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"sick\"}"));
            hub.commit("ada", "ada/sick", "README.md", "# Healthy\n");
            assertEquals(200, file(hub, "anonymous", "README.md"), "clamd passes what is clean");
            hub.commitLarge("ada", "ada/sick", "marked.txt", "It says " + MARK + " in it.");
            assertEquals(404, file(hub, "anonymous", "marked.txt"));
            assertEquals(302, file(hub, "ada", "marked.txt"), "its publisher has it");
            assertTrue(hub.page("ada", "/ada/sick/tree/main").contains("ClamAV: Plimsoll.Test.Mark"));
            hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"eicar\"}"));
            hub.commit("ada", "ada/eicar", "eicar.com", EICAR);
            assertEquals(
                    404,
                    hub.get("anonymous", "/ada/eicar/resolve/main/eicar.com").statusCode());
            var said = hub.post(
                    "ada", "/api/models/ada/eicar/paths-info/main", "{\"paths\": [\"eicar.com\"], \"expand\": true}");
            assertTrue(said.body().contains("ClamAV: Plimsoll.Test.Eicar"), said::body);
            assertFalse(said.body().contains("unscanned"), said::body);
        }
    }

    private static int file(WholeHub hub, String who, String path) throws Exception {
        return hub.get(who, "/ada/sick/resolve/main/" + path).statusCode();
    }

    /// clamd as a process of ours, until it is closed.
    private static final class Clamd implements AutoCloseable {
        final int port;
        private final Process process;

        Clamd(Path folder) throws Exception {
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            var signatures = Files.createDirectories(folder.resolve("signatures"));
            Files.writeString(
                    signatures.resolve("ours.ndb"),
                    "Plimsoll.Test.Mark:0:*:%s\nPlimsoll.Test.Eicar:0:*:%s\n".formatted(hex(MARK), hex(EICAR)));
            var settings = folder.resolve("clamd.conf");
            Files.writeString(settings, """
                    DatabaseDirectory %s
                    TCPSocket %d
                    TCPAddr 127.0.0.1
                    TemporaryDirectory %s
                    Foreground yes
                    SelfCheck 0
                    """.formatted(signatures, port, folder));
            process = new ProcessBuilder(List.of(CLAMD.toString(), "--config-file=" + settings))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("clamd.log").toFile())
                    .start();
            awaitAnswer(folder);
        }

        private void awaitAnswer(Path folder) throws Exception {
            var deadline = Instant.now().plus(PATIENCE);
            while (true) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
                    assertEquals("PONG", new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII));
                    return;
                } catch (IOException notYet) {
                    if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                        throw new IOException(
                                "clamd does not answer: " + Files.readString(folder.resolve("clamd.log")), notYet);
                    }
                    Thread.sleep(100);
                }
            }
        }

        private static String hex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stopped) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
