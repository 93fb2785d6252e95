package plimsoll.hub.repositories;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the headers of a commit's weights say together.
///
/// @param parameters how many there are of each type, as `BF16`; empty when none could be read
/// @param types how the numbers of all files are written, those included that hold the same model again
/// @param unreadBytes the size of those whose headers could not be read
/// @param gguf whether some are GGUF, which brings its tokenizer with it
/// @param templates the hashes (SHA-256) of the templates for conversations that they bring
public record Weights(
        SortedMap<String, Long> parameters,
        SortedSet<String> types,
        long unreadBytes,
        boolean gguf,
        SortedSet<String> templates) {
    /// None.
    public static final Weights NONE = new Weights(new TreeMap<>(), new TreeSet<>(), 0, false, new TreeSet<>());

    public Weights {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        templates = Collections.unmodifiableSortedSet(new TreeSet<>(templates));
    }

    /// How many parameters there are; empty when none could be read.
    public OptionalLong total() {
        return parameters.values().stream().mapToLong(Long::longValue).reduce(Math::addExact);
    }

    /// The same with more that could not be read.
    Weights withUnread(long bytes) {
        return new Weights(parameters, types, unreadBytes + bytes, gguf, templates);
    }
}
