package plimsoll.domain.arena;

import java.time.Instant;

/// A vote on two answers to one question.
///
/// @param match which question; nobody votes on one twice
/// @param left the model whose answer stood first
/// @param right the other one
/// @param voter a keyed hash of the account
/// @param blind whether the voter knew no names
public record Ballot(String match, String left, String right, Choice choice, String voter, boolean blind, Instant at) {
    /// What somebody thought.
    public enum Choice {
        /// The first is better.
        LEFT,
        /// The second is better.
        RIGHT,
        /// Both are as good, or as bad.
        TIE
    }
}
