package plimsoll.hub.repositories;

/// Something about a card that its publisher should know.
///
/// @param severity whether the card can be used all the same
/// @param message what is wrong, where, and what would be right
public record CardProblem(Severity severity, String message) {
    /// How bad a problem is.
    public enum Severity {
        /// The card, or this field of it, cannot be used.
        ERROR,
        /// It can, but something will not work as meant.
        WARNING
    }

    static CardProblem error(String message) {
        return new CardProblem(Severity.ERROR, message);
    }

    static CardProblem warning(String message) {
        return new CardProblem(Severity.WARNING, message);
    }
}
