package plimsoll.app.mini;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What `plimsoll mini evaluate --json` printed, for papers about the model.
///
/// @param classes in the order of the evaluation
record Scores(List<Counted> classes) {
    /// One class of questions.
    record Counted(String kind, long asked, long right) {
        double accuracy() {
            return asked == 0 ? 0 : (double) right / asked;
        }
    }

    Scores {
        classes = List.copyOf(classes);
    }

    /// Reads them.
    ///
    /// @throws IOException when it is nothing of the kind
    static Scores of(byte[] evaluation) throws IOException {
        try {
            var classes = new ArrayList<Counted>();
            for (var score : Json.mapper().readTree(evaluation).path("scores").properties()) {
                JsonNode counts = score.getValue();
                classes.add(new Counted(
                        score.getKey().replaceAll("[^\\w .-]", ""),
                        counts.path("asked").asLong(0),
                        counts.path("right").asLong(0)));
            }
            return new Scores(classes);
        } catch (JacksonException malformed) {
            throw new IOException("the evaluation is no JSON of `mini evaluate`", malformed);
        }
    }

    /// As the metadata of a card writes results.
    String modelIndex() {
        var lines = new StringBuilder("model-index:\n- name: Plimsoll Mini\n  results:\n");
        for (var one : classes) {
            lines.append("""
                  - task:
                      type: text-generation
                    dataset:
                      type: plimsoll/mini-data
                      name: "%s"
                    metrics:
                    - type: accuracy
                      value: %s
                """.formatted(one.kind, String.format(Locale.ROOT, "%.4f", one.accuracy())));
        }
        return lines.toString();
    }

    /// As a table for readers.
    String table() {
        var lines = new StringBuilder("| Held-out class | Asked | Right | |\n|---|---|---|---|");
        for (var one : classes) {
            lines.append(String.format(
                    Locale.ROOT, "\n| %s | %d | %d | %.1f %% |", one.kind, one.asked, one.right, 100 * one.accuracy()));
        }
        return lines.toString();
    }
}
