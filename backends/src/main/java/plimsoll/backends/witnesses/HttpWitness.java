package plimsoll.backends.witnesses;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteSignature;
import plimsoll.domain.ledger.WitnessRequest;
import plimsoll.hub.ledger.Cosigning;
import plimsoll.hub.ledger.Witness;

/// A witness that is asked by HTTP (C2SP tlog-witness).
public final class HttpWitness implements Witness, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// A few signatures; the largest kind is some 3 kB in base64.
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final List<NoteKey> keys;

    /// The witness whose addresses begin with `prefix`.
    public HttpWitness(String prefix, List<NoteKey> keys) {
        this.address = URI.create(prefix.replaceAll("/+$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
    }

    @Override
    public List<NoteKey> keys() {
        return keys;
    }

    @Override
    public Cosigning cosign(WitnessRequest asked) throws IOException {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("User-Agent", "plimsoll")
                .POST(BodyPublishers.ofString(asked.text()))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                var body = new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
                return answer(response.statusCode(), body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Cosigning answer(int status, String body) throws IOException {
        return switch (status) {
            case 200 -> new Cosigning.Cosigned(signatures(body));
            case 400 -> new Cosigning.Unreadable(body.strip());
            case 403 -> new Cosigning.Untrusted(body.strip());
            case 404 -> new Cosigning.UnknownLog();
            case 409 -> new Cosigning.SeenOther(size(body));
            case 422 -> new Cosigning.Refuted(body.strip());
            default -> throw new IOException("%s answered %d".formatted(address, status));
        };
    }

    private List<NoteSignature> signatures(String body) throws IOException {
        var signatures = new ArrayList<NoteSignature>();
        for (var line : body.lines().toList()) {
            try {
                signatures.add(NoteSignature.of(line));
            } catch (BadEvidence e) {
                throw new IOException("%s answered no signature: %s".formatted(address, e.reason()), e);
            }
        }
        return signatures;
    }

    private long size(String body) throws IOException {
        try {
            return Long.parseLong(body.strip());
        } catch (NumberFormatException e) {
            throw new IOException("%s answered no size".formatted(address), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
