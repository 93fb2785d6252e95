package plimsoll.app.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads the files that sets come in, as rows by column; of a JSON list of texts the one column is called `text`.
final class Table {
    static final String TEXT = "text";

    private Table() {}

    /// @throws IOException also when it is not what its name says
    static List<Map<String, String>> read(Path file) throws IOException {
        var name = file.getFileName().toString();
        var text = Files.readString(file);
        try {
            if (name.endsWith(".csv")) {
                return csv(text);
            }
            if (name.endsWith(".jsonl")) {
                return text.lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> row(Json.tree(line)))
                        .toList();
            }
            if (name.endsWith(".json")) {
                var rows = new ArrayList<Map<String, String>>();
                collect(Json.mapper().readTree(text), "", rows);
                return List.copyOf(rows);
            }
        } catch (JacksonException malformed) {
            throw new IOException("%s is no %s".formatted(file, name.substring(name.lastIndexOf('.') + 1)), malformed);
        }
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Map.of(TEXT, line))
                .toList();
    }

    // Lists in objects in objects: the names on the way are the row's `path`.
    private static void collect(JsonNode node, String path, List<Map<String, String>> rows) {
        if (node.isArray()) {
            for (var each : node) {
                if (each.isString()) {
                    rows.add(Map.of(TEXT, each.asString(), "path", path));
                } else {
                    collect(each, path, rows);
                }
            }
        } else if (node.isObject()) {
            boolean isRow =
                    node.properties().stream().anyMatch(each -> each.getValue().isValueNode());
            if (isRow) {
                rows.add(row(node));
            } else {
                node.properties().forEach(each -> collect(each.getValue(), path + "/" + each.getKey(), rows));
            }
        }
    }

    private static Map<String, String> row(JsonNode node) {
        var row = new HashMap<String, String>();
        node.properties()
                .forEach(each -> row.put(
                        each.getKey(),
                        each.getValue().isValueNode()
                                ? each.getValue().asString("")
                                : each.getValue().toString()));
        return row;
    }

    // RFC 4180: a quoted field may hold line ends, and quotes doubled.
    private static List<Map<String, String>> csv(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (!row.isEmpty() || !field.isEmpty()) {
            row.add(field.toString());
            rows.add(List.copyOf(row));
        }
        return named(rows);
    }

    private static List<Map<String, String>> named(List<List<String>> rows) {
        var names = rows.isEmpty() ? List.<String>of() : rows.getFirst();
        var named = new ArrayList<Map<String, String>>();
        for (var row : rows.subList(Math.min(1, rows.size()), rows.size())) {
            var values = new HashMap<String, String>();
            for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
                values.put(names.get(i).replace("\ufeff", ""), row.get(i));
            }
            named.add(values);
        }
        return named;
    }
}
