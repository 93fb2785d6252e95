package plimsoll.web.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import plimsoll.hub.gateway.Embedded.Vectors;
import plimsoll.web.http.Refused;
import tools.jackson.databind.JsonNode;

/// Texts whose embeddings a client asks for.
///
/// @param packed whether each vector is wanted as base64 of its 32-bit floats, as OpenAI's own clients want it
record Embeddings(String model, List<String> texts, boolean packed) {
    private static final int MOST_TEXTS = 2_048;

    /// Reads a request.
    ///
    /// @throws Refused (400) when it is none
    static Embeddings read(JsonNode body) {
        if (body.hasNonNull("dimensions")) {
            throw new Refused(400, "Invalid 'dimensions': a vector is as long here as its model makes it");
        }
        var format = body.path("encoding_format").asString("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw new Refused(400, "Invalid 'encoding_format': float or base64");
        }
        return new Embeddings(body.path("model").asString(""), texts(body.path("input")), format.equals("base64"));
    }

    /// One text or a list of them.
    ///
    /// @throws Refused (400) when it is neither
    static List<String> texts(JsonNode input) {
        if (input.isString()) {
            return List.of(input.asString());
        }
        if (!input.isArray() || input.isEmpty() || input.size() > MOST_TEXTS) {
            throw new Refused(400, "Invalid 'input': a text, or a list of at most %d".formatted(MOST_TEXTS));
        }
        var texts = new ArrayList<String>();
        for (var text : input) {
            if (!text.isString()) {
                throw new Refused(400, "Invalid 'input': texts alone are embedded here, no tokens");
            }
            texts.add(text.asString());
        }
        return texts;
    }

    /// The answer, as OpenAI words it.
    Map<String, Object> answer(Vectors vectors) {
        var data = new ArrayList<Map<String, Object>>();
        for (var vector : vectors.each()) {
            data.add(
                    Map.of("object", "embedding", "index", data.size(), "embedding", packed ? base64(vector) : vector));
        }
        return Map.of(
                "object",
                "list",
                "model",
                model,
                "data",
                data,
                "usage",
                Map.of("prompt_tokens", vectors.tokens(), "total_tokens", vectors.tokens()));
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
