package plimsoll.hub.line;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of one mapping in a pack or its examples. Whoever asks for one that is not as it should be is told where.
///
/// @param where what the mapping is of, for messages
/// @param map the mapping
record Fields(String where, Map<?, ?> map) {
    /// Longer texts than this are no part of a rule.
    private static final int MAX_CHARACTERS = 4_096;

    static Fields of(String where, @Nullable Object value) throws BadRule {
        if (value instanceof Map<?, ?> map) {
            return new Fields(where, map);
        }
        throw new BadRule(where + ": this has to be a mapping of names to values.");
    }

    /// Refuses names that nobody asks for: a slip of the pen must not change what a rule says.
    Fields only(String... names) throws BadRule {
        var others = new HashSet<Object>(map.keySet());
        others.removeAll(Set.of(names));
        if (!others.isEmpty()) {
            throw new BadRule("%s: there is no field `%s`; there are %s."
                    .formatted(where, others.iterator().next(), String.join(", ", names)));
        }
        return this;
    }

    String text(String name) throws BadRule {
        return optional(name).orElseThrow(() -> new BadRule("%s: `%s` is missing.".formatted(where, name)));
    }

    Optional<String> optional(String name) throws BadRule {
        var value = map.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?>
                || value instanceof List<?>
                || String.valueOf(value).isBlank()) {
            throw new BadRule("%s: `%s` has to be a text.".formatted(where, name));
        }
        var text = String.valueOf(value).strip();
        if (text.length() > MAX_CHARACTERS) {
            throw new BadRule("%s: `%s` has more than %,d characters.".formatted(where, name, MAX_CHARACTERS));
        }
        return Optional.of(text);
    }

    Optional<LocalDate> date(String name) throws BadRule {
        var text = optional(name);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException _) {
            throw new BadRule("%s: `%s` is a day as 2026-01-31, not '%s'.".formatted(where, name, text.orElse("")));
        }
    }

    List<?> list(String name, int most) throws BadRule {
        var value = map.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > most) {
            throw new BadRule("%s: `%s` has to be a list of at most %,d.".formatted(where, name, most));
        }
        return list;
    }

    List<String> texts(String name, int most) throws BadRule {
        return list(name, most).stream().map(String::valueOf).toList();
    }

    /// The mapping under `name`; an empty one where there is none.
    Fields inner(String name) throws BadRule {
        return map.get(name) == null ? new Fields(where, Map.of()) : of("%s, %s".formatted(where, name), map.get(name));
    }
}
