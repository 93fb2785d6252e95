package plimsoll.web.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;
import plimsoll.web.http.Json;

/// How pages without scripts ask a model one question.
final class Asking {
    /// Of a question.
    static final int MOST_CHARACTERS = 8_000;

    private static final int MOST_TOKENS = 512;
    private static final float TEMPERATURE = 0.7f;

    private Asking() {}

    static Question question(String model, String text, RandomGenerator random) {
        var json = new String(Json.write(Map.of("role", "user", "content", text)), StandardCharsets.UTF_8);
        return new Question(
                model,
                new Prompt.Talk(List.of(new Message("user", text, json)), List.of()),
                new Manner(TEMPERATURE, 1, 0, 0, random.nextLong(1L << 53), Map.of(), -1),
                new Form.Free(),
                List.of(),
                OptionalInt.of(MOST_TOKENS),
                "");
    }

    /// Waits for all of an answer.
    static String whole(Answer answer) throws IOException {
        var said = new ArrayList<String>();
        try {
            while (true) {
                switch (answer.next()) {
                    case Said word -> said.add(word.text());
                    case End end -> {
                        said.add(end.rest());
                        if (end.ending() == Ending.FILTERED) {
                            said.add(" [cut off by the guard]");
                        }
                        return String.join("", said);
                    }
                    case Withdrawn(var why) -> {
                        said.add(" [ended: %s]".formatted(why.message()));
                        return String.join("", said);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel("interrupted");
            throw new IOException("interrupted", e);
        }
    }
}
