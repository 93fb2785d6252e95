package plimsoll.domain.guard;

/// Which side of a conversation a text is on.
public enum Side {
    /// What a model is asked.
    QUESTION,
    /// What it says.
    ANSWER,
    /// What a tool has said, or how it is described: neither of those who talk wrote it.
    TOOL
}
