package plimsoll.hub.repositories;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the headers of a commit's weights say together.
///
/// @param parameters how many parameters they count up to; empty when none could be read
/// @param types how their numbers are written, as `BF16`
/// @param unreadBytes the size of those whose headers could not be read
/// @param gguf whether some are GGUF, which brings its tokenizer with it
/// @param template whether one brings a template for conversations
public record Weights(
        OptionalLong parameters, SortedSet<String> types, long unreadBytes, boolean gguf, boolean template) {
    /// None.
    public static final Weights NONE = new Weights(OptionalLong.empty(), new TreeSet<>(), 0, false, false);

    public Weights {
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
    }

    /// The same with more that could not be read.
    Weights withUnread(long bytes) {
        return new Weights(parameters, types, unreadBytes + bytes, gguf, template);
    }
}
