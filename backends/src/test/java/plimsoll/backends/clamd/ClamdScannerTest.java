package plimsoll.backends.clamd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import plimsoll.hub.content.BytesChannel;

/// Against a server that speaks clamd's side of `INSTREAM`.
final class ClamdScannerTest {
    @Test
    void everyByteIsSentInChunksAndCleanIsNothingFound() throws Exception {
        var bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        try (var daemon = new Daemon("stream: OK\0")) {
            assertEquals(Optional.empty(), daemon.scanner().scan(new BytesChannel(bytes)));
            assertArrayEquals(bytes, daemon.received.get());
        }
    }

    @Test
    void whatIsFoundIsNamed() throws Exception {
        try (var daemon = new Daemon("stream: Eicar-Test-Signature FOUND\0")) {
            assertEquals(
                    Optional.of("Eicar-Test-Signature"), daemon.scanner().scan(new BytesChannel(new byte[] {1, 2, 3})));
        }
    }

    @Test
    void aRefusalIsNeverClean() throws Exception {
        try (var daemon = new Daemon("INSTREAM size limit exceeded. ERROR\0")) {
            var scanner = daemon.scanner();
            var thrown = assertThrows(IOException.class, () -> scanner.scan(new BytesChannel(new byte[10])));
            assertTrue(String.valueOf(thrown.getMessage()).contains("size limit exceeded"));
        }
        try (var daemon = new Daemon("")) {
            var scanner = daemon.scanner();
            assertThrows(IOException.class, () -> scanner.scan(new BytesChannel(new byte[10])));
        }
    }

    @Test
    void nobodyThereIsAFault() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var scanner = new ClamdScanner(InetSocketAddress.createUnresolved("127.0.0.1", port));
        assertThrows(IOException.class, () -> scanner.scan(new BytesChannel(new byte[10])));
    }

    /// Takes one stream and gives one answer.
    private static final class Daemon implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<byte[]> received = new CompletableFuture<>();

        Daemon(String answer) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    var in = new DataInputStream(socket.getInputStream());
                    var command = new String(in.readNBytes("zINSTREAM\0".length()), StandardCharsets.US_ASCII);
                    assertEquals("zINSTREAM\0", command);
                    var bytes = new ByteArrayOutputStream();
                    for (int length = in.readInt(); length > 0; length = in.readInt()) {
                        bytes.write(in.readNBytes(length));
                    }
                    received.complete(bytes.toByteArray());
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException | AssertionError e) {
                    received.completeExceptionally(e);
                }
            });
        }

        ClamdScanner scanner() {
            return new ClamdScanner(InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort()));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
