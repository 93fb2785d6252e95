package plimsoll.backends.clamd;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import plimsoll.hub.inspection.VirusScanner;

/// Has clamd scan files, over TCP, by its command `INSTREAM`: chunks, each after its length in four bytes, and an empty
/// one at the end (clamd(8)). One connection for each file.
public final class ClamdScanner implements VirusScanner {
    /// clamd refuses longer streams unless it is told otherwise (`StreamMaxLength` in clamd.conf(5), 25 MiB); what else
    /// models are made of is inspected by its format.
    public static final long MOST_BYTES = 25L * 1024 * 1024;

    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int CHUNK_BYTES = 64 * 1024;
    /// An answer is a line: `stream: Name FOUND`.
    private static final int MOST_ANSWER_BYTES = 1_024;

    private final InetSocketAddress address;

    /// At `address`, which need not be resolved yet.
    public ClamdScanner(InetSocketAddress address) {
        this.address = address;
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public Optional<String> scan(SeekableByteChannel file) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
            socket.setSoTimeout((int) ANSWER.toMillis());
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            send(file, out);
            return verdict(answer(socket.getInputStream()));
        }
    }

    private static void send(SeekableByteChannel file, DataOutputStream out) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK_BYTES);
        while (file.read(buffer) >= 0) {
            if (buffer.position() > 0) {
                out.writeInt(buffer.position());
                out.write(buffer.array(), 0, buffer.position());
            }
            buffer.clear();
        }
        out.writeInt(0);
        out.flush();
    }

    private static String answer(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b > 0; b = in.read()) { // a zero ends it
            line.write(b);
            if (line.size() > MOST_ANSWER_BYTES) {
                throw new IOException("clamd answers with more than a line");
            }
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static Optional<String> verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return Optional.empty();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return Optional.of(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        throw new IOException("clamd did not scan the file: '%s'".formatted(answer));
    }
}
