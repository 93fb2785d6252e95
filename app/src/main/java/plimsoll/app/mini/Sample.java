package plimsoll.app.mini;

import java.util.List;

/// One conversation of the data set.
///
/// @param kind the class of the grammar that it comes from, such as `facts`
public record Sample(String kind, List<Message> messages) {
    /// Copies.
    ///
    /// @throws IllegalArgumentException when it is not a question, or more, and the assistant's answer
    public Sample {
        messages = List.copyOf(messages);
        if (messages.size() < 2 || !messages.getLast().role().equals("assistant")) {
            throw new IllegalArgumentException("a conversation ends with an answer of the assistant");
        }
    }

    /// The last message: what a model has to say.
    public String answer() {
        return messages.getLast().content();
    }

    /// All before the answer.
    public List<Message> question() {
        return messages.subList(0, messages.size() - 1);
    }
}
