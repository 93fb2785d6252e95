package plimsoll.acceptance;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Connections that hold an upload open for its own sake: some close their half in the middle, some stop sending, some
/// send a byte now and then.
final class Idlers implements AutoCloseable {
    private static final long ANNOUNCED_BYTES = 50L << 20;
    private static final int SENT_BYTES = 200_000;

    private final List<Socket> halfClosed = new ArrayList<>();
    private final List<Socket> stalled = new ArrayList<>();
    private final List<Socket> trickling = new ArrayList<>();

    /// Begins `ofEachKind` uploads of each kind into `repository`.
    Idlers(Client client, String repository, int ofEachKind) throws IOException, InterruptedException {
        for (int i = 0; i < 3 * ofEachKind; i++) {
            var href = client.offer(repository, "%064x".formatted(i + 1), ANNOUNCED_BYTES);
            var socket = begin(URI.create(href));
            switch (i % 3) {
                case 0 -> {
                    socket.shutdownOutput();
                    halfClosed.add(socket);
                }
                case 1 -> stalled.add(socket);
                default -> trickling.add(socket);
            }
        }
    }

    private static Socket begin(URI address) throws IOException {
        var socket = new Socket(address.getHost(), address.getPort());
        var head = "PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(address.getRawPath(), address.getRawQuery(), address.getAuthority(), ANNOUNCED_BYTES);
        var out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[SENT_BYTES]);
        return socket;
    }

    /// Sends one more byte where the hub still listens.
    void trickle() {
        for (var socket : trickling) {
            try {
                socket.getOutputStream().write(0);
            } catch (IOException _) {
                // cut off, as it should be
            }
        }
    }

    /// How many of those that closed their half the hub has let go.
    int halfClosedLetGo() {
        int gone = 0;
        for (var socket : halfClosed) {
            try {
                socket.setSoTimeout(5_000);
                while (socket.getInputStream().read() >= 0) {
                    // an answer may come first
                }
                gone++;
            } catch (IOException _) {
                gone += socket.isInputShutdown() || isReset(socket) ? 1 : 0;
            }
        }
        return gone;
    }

    private static boolean isReset(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    int halfClosed() {
        return halfClosed.size();
    }

    @Override
    public void close() throws IOException {
        for (var sockets : List.of(halfClosed, stalled, trickling)) {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
