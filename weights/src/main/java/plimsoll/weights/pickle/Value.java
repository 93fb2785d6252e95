package plimsoll.weights.pickle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What an unpickler would have on its stack, as far as it matters for what it does next.
sealed interface Value {
    /// Elements and members that are remembered; the calls that are allowed look at fewer.
    int REMEMBERED = 16;

    /// A text short enough to be a name, known in full.
    record Text(String value) implements Value {}

    /// A text that can be no name here: too long, or written with escapes.
    record LongText(long length) implements Value {}

    /// A whole number, as far as a `long` holds it.
    record Whole(long value) implements Value {}

    /// What has no parts and no name.
    enum Plain implements Value {
        NONE,
        TRUE,
        FALSE,
        FLOAT,
        /// A whole number of more than 64 bits.
        HUGE,
        /// The number that torch's older files begin with.
        TORCH_MAGIC,
        /// Bytes that come from elsewhere.
        BUFFER
    }

    /// Bytes.
    record Blob(long sizeBytes) implements Value {}

    /// What an imported name stands for.
    record Global(String module, String name, Standing standing) implements Value {
        String fullName() {
            return module + "." + name;
        }
    }

    /// What came of calling something that is imported.
    ///
    /// @param of what was called
    /// @param args with what
    record Made(Global of, Sequence args) implements Value {}

    /// What the loader puts in the place of a persistent id.
    record Persistent() implements Value {}

    /// What came of a call that was found to be bad.
    record Unknown() implements Value {}

    /// How many values there are when all that is shared is written out.
    default long weight() {
        return 1;
    }

    /// A list, tuple or set.
    final class Sequence implements Value {
        /// Which of them.
        enum Kind {
            LIST,
            TUPLE,
            SET
        }

        private final Kind kind;
        private final List<Value> first = new ArrayList<>(4);
        private int count;
        private long weight = 1;

        Sequence(Kind kind) {
            this.kind = kind;
        }

        static Sequence tuple(List<Value> values) {
            var tuple = new Sequence(Kind.TUPLE);
            values.forEach(tuple::add);
            return tuple;
        }

        void add(Value value) {
            if (first.size() < REMEMBERED) {
                first.add(value);
            }
            count++;
            weight = Weights.sum(weight, value.weight());
        }

        Kind kind() {
            return kind;
        }

        int count() {
            return count;
        }

        /// The first of them, all when there are no more than [#REMEMBERED].
        List<Value> first() {
            return first;
        }

        @Override
        public long weight() {
            return weight;
        }
    }

    /// A dictionary.
    final class Mapping implements Value {
        private final SequencedMap<String, Value> first = new LinkedHashMap<>();
        private boolean keysAreNames = true;
        private boolean keysAreHidden;
        private long weight = 1;

        void put(Value key, Value value) {
            if (key instanceof Text(var name)) {
                keysAreHidden |= name.startsWith("__");
                if (first.size() < REMEMBERED) {
                    first.put(name, value);
                }
            } else {
                keysAreNames = false;
            }
            weight = Weights.sum(weight, value.weight());
        }

        /// Whether every key is a text that is known in full.
        boolean keysAreNames() {
            return keysAreNames;
        }

        /// Whether a key begins with two underscores.
        boolean keysAreHidden() {
            return keysAreHidden;
        }

        /// The value under one of the first keys.
        @Nullable
        Value get(String key) {
            return first.get(key);
        }

        Map<String, Value> first() {
            return first;
        }

        @Override
        public long weight() {
            return weight;
        }
    }

    /// Sums that stay at the end of what a `long` holds.
    final class Weights {
        private Weights() {}

        static long sum(long a, long b) {
            return a + b < 0 ? Long.MAX_VALUE : a + b;
        }
    }
}
