package plimsoll.domain.line;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a fact says.
public sealed interface Value {
    /// A number that lies somewhere between two, which are the same where it is known exactly.
    ///
    /// @param low it is not less
    /// @param high nor more
    record Span(double low, double high) implements Value {
        public Span {
            if (!(low >= 0) || !(high >= low)) { // in this form NaN is refused too
                throw new IllegalArgumentException(
                        "no interval of numbers from nought up: %s to %s".formatted(low, high));
            }
        }

        @Override
        public String toString() {
            return low == high ? brief(low) : brief(low) + " to " + brief(high);
        }

        // Whole numbers as they are while one can count their digits.
        private static String brief(double number) {
            boolean whole = number < 1e7 && number == Math.rint(number);
            return whole ? "%d".formatted((long) number) : String.format(Locale.ROOT, "%.3g", number);
        }
    }

    /// Yes or no.
    record Truth(boolean holds) implements Value {
        @Override
        public String toString() {
            return holds ? "yes" : "no";
        }
    }

    /// Some words, each once.
    record Words(SortedSet<String> words) implements Value {
        public Words {
            words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
        }

        @Override
        public String toString() {
            return words.isEmpty() ? "none" : String.join(", ", words);
        }
    }

    /// Sentences.
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return text;
        }
    }

    /// A number that is known exactly.
    static Value of(double number) {
        return new Span(number, number);
    }

    /// Words, in any order.
    static Value of(Collection<String> words) {
        return new Words(new TreeSet<>(words));
    }

    /// The kind of value it is.
    default FactName.Type type() {
        return switch (this) {
            case Span _ -> FactName.Type.NUMBER;
            case Truth _ -> FactName.Type.TRUTH;
            case Words _ -> FactName.Type.WORDS;
            case Text _ -> FactName.Type.TEXT;
        };
    }

    /// Whether both can be true. Numbers may be a twentieth apart: people round.
    default boolean agreesWith(Value other) {
        return switch (this) {
            case Span(var low, var high) ->
                other instanceof Span(var from, var to) && low <= to * SLACK && from <= high * SLACK;
            case Truth _, Text _ -> equals(other);
            case Words(var words) -> other instanceof Words(var others) && others.containsAll(words);
        };
    }

    /// How far apart two numbers may be and still be the same to people.
    double SLACK = 1.05;
}
