package plimsoll.app.commands;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Speaks to a running hub, one request at a time.
final class HubClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI hub;
    private final String token;

    /// @param token empty to come as a stranger
    HubClient(URI hub, String token) {
        this.hub = hub;
        this.token = token;
    }

    JsonNode get(String path) throws Failure {
        return send(request(path).GET().build());
    }

    /// An answer that is no JSON.
    String text(String path) throws Failure {
        var answer = answer(request(path).GET().build());
        refuse(answer);
        return answer.body();
    }

    JsonNode send(String method, String path) throws Failure {
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    JsonNode send(String method, String path, Map<String, ?> body) throws Failure {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(Json.write(body)))
                .build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "plimsoll");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) throws Failure {
        var answer = answer(request);
        refuse(answer);
        return read(answer.body());
    }

    private void refuse(HttpResponse<String> answer) throws Failure {
        if (answer.statusCode() >= 300) {
            var error = read(answer.body()).path("error");
            throw new Failure(
                    ExitCode.of(answer.statusCode()),
                    error.isString() ? error.asString() : "%s answered %d.".formatted(hub, answer.statusCode()));
        }
    }

    private HttpResponse<String> answer(HttpRequest request) throws Failure {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE,
                    "No hub answers at %s (%s).".formatted(hub, e.getClass().getSimpleName()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted.");
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : Json.mapper().readTree(body);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// A command that did not do what it was told.
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
        private final int exitCode;

        Failure(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
