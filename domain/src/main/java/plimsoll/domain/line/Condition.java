package plimsoll.domain.line;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a rule asks of a sheet. Pure: the same sheet always gets the same verdict.
@FunctionalInterface
public interface Condition {
    /// Whether it holds, as far as the facts tell.
    Verdict ask(FactSheet sheet);

    /// Yes, no, or neither.
    enum Answer {
        /// It holds, wherever in its interval each number lies.
        YES,
        /// It does not.
        NO,
        /// The facts do not tell.
        UNDETERMINED
    }

    /// What came of asking.
    ///
    /// @param answer whether it holds
    /// @param missing the facts that would settle it: unknown, or known too roughly; none unless it is undetermined
    record Verdict(Answer answer, SortedSet<FactName> missing) {
        public Verdict {
            missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        }

        /// A verdict that the facts were enough for.
        public static Verdict of(boolean holds) {
            return new Verdict(holds ? Answer.YES : Answer.NO, new TreeSet<>());
        }

        /// That these facts are missing.
        public static Verdict missing(Set<FactName> names) {
            return new Verdict(Answer.UNDETERMINED, new TreeSet<>(names));
        }
    }
}
