package plimsoll.app.commands;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import plimsoll.engine.batching.Refusal;
import plimsoll.engine.batching.Refusal.ModelClosed;
import plimsoll.engine.batching.Refusal.Overloaded;
import plimsoll.engine.batching.Refusal.PromptTooLong;
import plimsoll.engine.batching.Refusal.UnknownToken;

/// A prompt that a model did not answer. The message is one sentence for whoever asked.
final class NotAnswered extends IOException {
    private static final long serialVersionUID = 1;

    NotAnswered(@Nullable String message) {
        super(message);
    }

    static NotAnswered of(Refusal refusal) {
        return new NotAnswered(
                switch (refusal) {
                    case PromptTooLong(var tokens, var most) ->
                        "the prompt has %d tokens, and this model takes %d with the answer".formatted(tokens, most);
                    case Overloaded(var queued) -> "%d requests wait already".formatted(queued);
                    case UnknownToken(var token) -> "the model has no token " + token;
                    case ModelClosed _ -> "the model is being closed";
                });
    }
}
