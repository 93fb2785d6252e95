package plimsoll.web.plimsoll;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;

/// Reads what a request says in the domain's words.
final class Asked {
    /// Every body here is a few short words.
    static final int MAX_BODY_BYTES = 16 * 1024;
    /// What callers may say for their own name.
    private static final String ME = "me";

    private Asked() {}

    /// The account or organisation that `variable` names; `me` is the caller.
    static Namespace name(Request request, String variable, Known by) {
        var text = request.variable(variable);
        return text.equals(ME) ? by.name() : name(text);
    }

    /// @throws Refused (400) when it cannot be a name
    static Namespace name(@Nullable String text) {
        if (text == null || !Namespace.isNamespace(text)) {
            throw new Refused(
                    400,
                    "A name has 1 to %d letters, digits, '-', '_' or '.', and begins with a letter or digit."
                            .formatted(Namespace.MAX_CHARACTERS));
        }
        return new Namespace(text);
    }

    /// One of an enumeration's words, in any case; `otherwise` when there is none.
    static <E extends Enum<E>> E word(Class<E> choices, @Nullable String text, E otherwise) {
        return text == null ? otherwise : word(choices, text);
    }

    /// @throws Refused (400) when it is not one of them
    static <E extends Enum<E>> E word(Class<E> choices, String text) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        400,
                        "'%s' is none of %s."
                                .formatted(
                                        text,
                                        Arrays.stream(choices.getEnumConstants())
                                                .map(Asked::shown)
                                                .collect(Collectors.joining(", ")))));
    }

    static String shown(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Optional<String> textIfAny(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }
}
