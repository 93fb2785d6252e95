package plimsoll.app.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.app.mini.Evaluation.Score;
import plimsoll.domain.openness.Openness;
import plimsoll.web.http.Json;

class MiniCardsTest {
    private static final Openness NONE = OpennessDeclaration.judged(OpennessDeclaration.of(List.of()));

    /// The figures on the card are the last evaluation's, and nobody types them.
    @Test
    void theCardShowsWhatTheEvaluationFound() throws IOException {
        var card = MiniCards.of(Optional.empty(), Optional.of(evaluation())).model(NONE);
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
        assertTrue(card.contains("| facts | 300 | 291 | 97.0 % |"), card);
    }

    @Test
    void theComputeIsTheLogs() throws IOException {
        var cards = MiniCards.of(Optional.of(bytes("""
            {"recipe":{"model":{"layers":4,"dimension":256,"heads":8,"kv_heads":4,"context":512}},\
            "data_sha256":"aa","parameters":3410176,"samples":100000}
            {"step":1,"loss":6.9}
            {"step":2,"loss":0.5}
            {"steps":2,"tokens":4000,"weights_sha256":"bb"}
            """)), Optional.empty());
        assertTrue(cards.model(NONE).contains("\ntraining_flop: 8.184e+10\ntraining_tokens: 4000\n"));
        for (var paper : List.of(cards.model(NONE), cards.paper(), cards.gated(), cards.closed())) {
            assertTrue(paper.contains("2 steps over 4,000 tokens"), paper);
            assertTrue(paper.contains("8.2e+10 floating-point"), paper);
            assertTrue(paper.contains("3,410,176 parameters (4 layers, dimension 256"), paper);
            assertTrue(paper.contains("`bb`"), paper);
            assertFalse(paper.contains("{{"), paper);
        }
    }

    @Test
    void aModelThatWasNotEvaluatedClaimsNothing() throws IOException {
        var card = MiniCards.of(Optional.empty(), Optional.empty()).model(NONE);
        assertFalse(card.contains("model-index"), card);
        assertTrue(card.contains("not evaluated"), card);
    }

    @Test
    void whatIsNoEvaluationAndNoWholeLogIsRefused() {
        var broken = Optional.of(bytes("{"));
        assertThrows(IOException.class, () -> MiniCards.of(Optional.empty(), broken));
        assertThrows(IOException.class, () -> MiniCards.of(broken, Optional.empty()));
        var unfinished = Optional.of(bytes("{\"recipe\":{}}\n{\"step\":1,\"loss\":2}\n"));
        assertThrows(IOException.class, () -> MiniCards.of(unfinished, Optional.empty()));
    }

    private static byte[] evaluation() {
        return bytes(Json.mapper()
                .writeValueAsString(Map.of("scores", Map.of("facts", new Score("facts", 300, 291, 290, List.of())))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
