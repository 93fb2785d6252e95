package plimsoll.app.huggingface;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer, as the tests look at it.
record Reply(HttpResponse<byte[]> response) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    int status() {
        return response.statusCode();
    }

    byte[] bytes() {
        return response.body();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    /// A header's value, or `-`.
    String header(String name) {
        return response.headers().firstValue(name).orElse("-");
    }

    @Override
    public String toString() {
        return status() + " " + response.headers().map() + " " + (bytes().length < 2_000 ? text() : "...");
    }
}
