package plimsoll.weights.pickle;

/// What is known of an imported name.
enum Standing {
    /// On the list of what weights are made of.
    LISTED,
    /// On no list. Importing it runs its module's code, and nothing more is known.
    UNKNOWN,
    /// It runs code, or no honest file needs it.
    FORBIDDEN
}
