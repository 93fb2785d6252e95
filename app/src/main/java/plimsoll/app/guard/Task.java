package plimsoll.app.guard;

/// What one classifier has to tell.
enum Task {
    /// A question that asks for harm.
    HARMFUL,
    /// An insult.
    HARASSMENT,
    /// An attempt to get round what a model was told.
    JAILBREAK,
    /// An answer that gives what should have been refused.
    ANSWER
}
