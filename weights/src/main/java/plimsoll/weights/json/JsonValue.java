package plimsoll.weights.json;

import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// A JSON document in memory. What is asked of it under a name is there and of the kind asked for, or is absent:
/// a key that holds something else counts as absent.
public sealed interface JsonValue {
    /// The largest tokenizers known, of 260,000 tokens, are 33 MB.
    long MAX_FILE_BYTES = 128L << 20;

    /// Those have 1.8 million values, each merge being a list of two.
    int MAX_VALUES = 6_000_000;

    /// A text.
    record Text(String value) implements JsonValue {}

    /// A number, as it is written.
    record Digits(String written) implements JsonValue {
        /// The number, if it is whole and a `long` can hold it.
        public OptionalLong whole() {
            try {
                // Looks at the scale before it writes the number out: 1e999999999 costs nothing.
                return OptionalLong.of(new BigDecimal(written).longValueExact());
            } catch (ArithmeticException | NumberFormatException fractionOrTooLarge) {
                return OptionalLong.empty();
            }
        }
    }

    /// True or false.
    record Flag(boolean value) implements JsonValue {}

    /// JSON's null.
    record Nothing() implements JsonValue {}

    /// An array.
    record Elements(List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /// An object, its members in the order of the file.
    record Members(SequencedMap<String, JsonValue> values) implements JsonValue {
        /// An object without members, which answers every question with no.
        public static final Members NONE = new Members(new LinkedHashMap<>());

        public Members {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        /// The text under a key.
        public Optional<String> text(String key) {
            return values.get(key) instanceof Text(var text) ? Optional.of(text) : Optional.empty();
        }

        /// The whole number under a key.
        public OptionalLong whole(String key) {
            return values.get(key) instanceof Digits digits ? digits.whole() : OptionalLong.empty();
        }

        /// The number under a key.
        public OptionalDouble real(String key) {
            return values.get(key) instanceof Digits(var written)
                    ? OptionalDouble.of(Double.parseDouble(written))
                    : OptionalDouble.empty();
        }

        /// Whether `true` stands under a key; empty when neither `true` nor `false` does.
        public Optional<Boolean> flag(String key) {
            return values.get(key) instanceof Flag(var flag) ? Optional.of(flag) : Optional.empty();
        }

        /// The object under a key; [#NONE] when there is none.
        public Members object(String key) {
            return values.get(key) instanceof Members members ? members : NONE;
        }

        /// The elements of the array under a key; none when there is none.
        public List<JsonValue> list(String key) {
            return values.get(key) instanceof Elements(var elements) ? elements : List.of();
        }

        /// Whether anything but null stands under a key.
        public boolean has(String key) {
            var value = values.get(key);
            return value != null && !(value instanceof Nothing);
        }
    }

    /// Reads a file that holds one object, of at most 128 MiB.
    ///
    /// @throws MalformedWeights when it does not, or breaks a limit; the reason names the file
    /// @throws IOException when it cannot be read
    static Members readObject(Path path) throws IOException {
        try (var file = Files.newByteChannel(path)) {
            var bytes = HeaderBytes.of(file);
            bytes.endAt(MAX_FILE_BYTES, TOO_LONG, "more than %d bytes".formatted(MAX_FILE_BYTES));
            var json = new JsonReader(bytes);
            var value = json.value(MAX_VALUES);
            json.end();
            if (value instanceof Members members) {
                return members;
            }
            throw new MalformedWeights(MalformedWeights.Fault.SYNTAX, 0, "not a JSON object");
        } catch (MalformedWeights refused) {
            throw refused.in(String.valueOf(path.getFileName()));
        }
    }
}
