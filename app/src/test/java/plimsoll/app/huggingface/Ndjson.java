package plimsoll.app.huggingface;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import plimsoll.domain.content.Pointer;
import tools.jackson.databind.json.JsonMapper;

/// A commit as clients write it, one line after another, without an end to the last.
final class Ndjson {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private final StringJoiner lines = new StringJoiner("\n");

    static Ndjson commit(String summary) {
        return new Ndjson().line("header", Map.of("summary", summary, "description", ""));
    }

    static Ndjson commitAfter(String parent, String summary) {
        return new Ndjson().line("header", Map.of("summary", summary, "parentCommit", parent));
    }

    Ndjson file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Ndjson file(String path, byte[] content) {
        var value = new LinkedHashMap<String, Object>(); // content first, as the Python client writes it
        value.put("content", Base64.getEncoder().encodeToString(content));
        value.put("path", path);
        value.put("encoding", "base64");
        return line("file", value);
    }

    Ndjson large(String path, Pointer file) {
        return line(
                "lfsFile",
                Map.of("path", path, "algo", "sha256", "oid", file.content().hex(), "size", file.sizeBytes()));
    }

    Ndjson copy(String path, Pointer file) {
        return line(
                "lfsFile",
                Map.of("path", path, "algo", "sha256", "oid", file.content().hex()));
    }

    Ndjson delete(String path) {
        return line("deletedFile", Map.of("path", path));
    }

    Ndjson deleteFolder(String path) {
        return line("deletedFolder", Map.of("path", path));
    }

    Ndjson line(String key, Map<String, ?> value) {
        var line = new LinkedHashMap<String, Object>();
        line.put("key", key);
        line.put("value", value);
        lines.add(MAPPER.writeValueAsString(line));
        return this;
    }

    String text() {
        return lines.toString();
    }
}
