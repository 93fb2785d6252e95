package plimsoll.engine.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One JSON value. Immutable; members keep the order of their text.
public sealed interface Json {
    /// An object. Of a name that comes twice the last value counts, as Python and JavaScript have it.
    record Members(SequencedMap<String, Json> values) implements Json {
        public Members {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        /// The value under this name.
        public Optional<Json> get(String name) {
            return Optional.ofNullable(values.get(name));
        }

        /// The text under this name, when there is one and it is a text.
        public Optional<String> text(String name) {
            return values.get(name) instanceof Text(var value) ? Optional.of(value) : Optional.empty();
        }

        /// The truth under this name, or `otherwise` when there is none.
        public boolean flag(String name, boolean otherwise) {
            return values.get(name) instanceof Flag(var value) ? value : otherwise;
        }
    }

    /// An array.
    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// A string.
    record Text(String value) implements Json {}

    /// A number without fraction or exponent that a `long` can hold.
    record Whole(long value) implements Json {}

    /// Any other number, as near as a `double` comes to it.
    record Real(double value) implements Json {}

    /// `true` or `false`.
    record Flag(boolean value) implements Json {}

    /// `null`.
    record Nothing() implements Json {}
}
