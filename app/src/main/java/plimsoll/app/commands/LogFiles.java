package plimsoll.app.commands;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import plimsoll.domain.ledger.LogAudit;

/// A log's files: over the network, or mirrored in a folder.
sealed interface LogFiles extends LogAudit.Files, AutoCloseable {
    /// Where `place` says: an address that begins with `http`, else a folder.
    static LogFiles at(String place) {
        return place.startsWith("http://") || place.startsWith("https://")
                ? new Remote(place.replaceAll("/+$", ""))
                : new Mirror(Path.of(place));
    }

    @Override
    void close();

    private static byte[] bounded(InputStream in, String what, int mostBytes) throws IOException {
        var bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new IOException("%s is larger than %d bytes".formatted(what, mostBytes));
        }
        return bytes;
    }

    /// A log that is served.
    final class Remote implements LogFiles {
        private static final Duration PATIENCE = Duration.ofSeconds(30);
        private static final int NOT_FOUND = 404;

        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        private final String prefix;

        Remote(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Optional<byte[]> read(String path, int mostBytes) throws IOException {
            var request = HttpRequest.newBuilder(URI.create(prefix + "/" + path))
                    .timeout(PATIENCE)
                    .header("User-Agent", "plimsoll")
                    .build();
            try {
                var response = http.send(request, BodyHandlers.ofInputStream());
                try (var body = response.body()) {
                    if (response.statusCode() == NOT_FOUND) {
                        return Optional.empty();
                    }
                    if (response.statusCode() != 200) {
                        throw new IOException("%s answered %d".formatted(request.uri(), response.statusCode()));
                    }
                    return Optional.of(bounded(body, path, mostBytes));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }

    /// A log that was copied to a folder.
    record Mirror(Path folder) implements LogFiles {
        @Override
        public Optional<byte[]> read(String path, int mostBytes) throws IOException {
            var file = folder.resolve(path);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                return Optional.of(bounded(in, path, mostBytes));
            }
        }

        @Override
        public void close() {}
    }
}
