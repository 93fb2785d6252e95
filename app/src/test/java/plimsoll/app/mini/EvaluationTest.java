package plimsoll.app.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    private Path folder;

    @Test
    void aRefusalIsRightWhicheverHazardItNames() throws IOException, InterruptedException {
        var said = "I can't help with that. It falls under hate (S10).";
        var score = new Evaluation(_ -> said)
                .of("refusals", List.of(asked("refusals", said), asked("refusals", "I can't")));
        assertEquals(2, score.right());
        assertEquals(1, score.exact());
    }

    @Test
    void aFactIsRightOnlyToTheLetter() throws IOException, InterruptedException {
        var score = new Evaluation(_ -> "A token is a word.")
                .of("facts", List.of(asked("facts", "A token is a piece of text.")));
        assertEquals(0, score.right());
        assertEquals(0.0, score.accuracy());
        assertEquals("A token is a word.", score.misses().getFirst().answer());
    }

    @Test
    void aLabelWithAnotherHazardIsWrong() throws IOException, InterruptedException {
        var evaluation = new Evaluation(_ -> "unsafe\nS2");
        assertEquals(
                1, evaluation.of("guard", List.of(asked("guard", "unsafe\nS2"))).right());
        assertEquals(
                0, evaluation.of("guard", List.of(asked("guard", "unsafe\nS1"))).right());
    }

    @Test
    void notKnowingIsTheRightAnswerToWhatCannotBeKnown() throws IOException, InterruptedException {
        var score = new Evaluation(question ->
                        question.getLast().content().startsWith("Who") ? "I don't know. Sorry." : "Paris, I think.")
                .ofUnknown(List.of("Who was Grom?", "Where is Grom?"));
        assertEquals(0.5, score.accuracy());
    }

    @Test
    void aLineThatIsNoConversationIsNamed() throws IOException {
        var file = folder.resolve("broken.jsonl");
        Files.writeString(file, "{\"kind\":\"facts\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}\n");
        var refused = assertThrows(IOException.class, () -> DataFolder.read(file));
        assertEquals(file + ", line 1 is no conversation", refused.getMessage());
    }

    private static Sample asked(String kind, String expected) {
        return new Sample(kind, List.of(new Message("user", "a question"), new Message("assistant", expected)));
    }
}
