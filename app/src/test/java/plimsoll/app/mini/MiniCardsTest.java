package plimsoll.app.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.app.mini.Evaluation.Score;
import plimsoll.web.http.Json;

class MiniCardsTest {
    /// The figures on the card are the last evaluation's, and nobody types them.
    @Test
    void theCardShowsWhatTheEvaluationFound() throws IOException {
        var printed = Json.mapper()
                .writeValueAsString(Map.of("scores", Map.of("facts", new Score("facts", 300, 291, 290, List.of()))));
        var card = MiniCards.model(Optional.of(printed.getBytes(StandardCharsets.UTF_8)));
        var index = card.substring(card.indexOf("model-index:"), card.indexOf("---", 4));
        assertEquals("""
                model-index:
                - name: Plimsoll Mini
                  results:
                  - task:
                      type: text-generation
                    dataset:
                      type: plimsoll/mini-data
                      name: "facts"
                    metrics:
                    - type: accuracy
                      value: 0.9700
                """, index);
    }

    @Test
    void aModelThatWasNotEvaluatedClaimsNothing() throws IOException {
        assertFalse(MiniCards.model(Optional.empty()).contains("model-index"));
    }

    @Test
    void anEvaluationThatIsNoneIsRefused() {
        var broken = Optional.of("{".getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> MiniCards.model(broken));
    }
}
