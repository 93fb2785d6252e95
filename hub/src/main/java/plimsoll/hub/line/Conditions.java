package plimsoll.hub.line;

import java.util.SortedSet;
import plimsoll.domain.line.Condition;
import plimsoll.domain.line.FactName;

/// Makes conditions that can be asked out of conditions as rules write them, in the Common Expression Language.
///
/// In a rule's language a fact is a variable of its own name: a truth value, a list of words, or a number that
/// `above(fact, 1e25)` compares and `ratio(fact, other)` divides. Nothing in it loops without end, reads or writes.
///
/// Safe for use by any number of threads, and so is what it makes.
public interface Conditions {
    /// Makes one.
    ///
    /// @param when what the rule says
    /// @param needs the facts it may ask for
    /// @throws BadRule when it is no condition over these facts, or longer or deeper than a rule may be
    Condition compile(String when, SortedSet<FactName> needs) throws BadRule;
}
