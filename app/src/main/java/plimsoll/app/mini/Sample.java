package plimsoll.app.mini;

import java.util.List;

/// One conversation of the data set.
///
/// @param kind the class of the grammar that it comes from, such as `facts`
public record Sample(String kind, List<Message> messages) {
    /// Copies.
    public Sample {
        messages = List.copyOf(messages);
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
