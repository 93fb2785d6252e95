package plimsoll.domain.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of an account or an organisation, under which repositories are published. Accounts and organisations share
/// one set of names, unique without regard to case.
///
/// @param text as its owner writes it
public record Namespace(String text) {
    /// The longest name the ecosystem's clients accept.
    public static final int MAX_CHARACTERS = 96;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?");

    public Namespace {
        if (!isNamespace(text)) {
            throw new IllegalArgumentException("not a name for an account or organisation: " + text);
        }
    }

    /// Whether `text` can be a name: letters, digits, `-`, `_`, `.`; no `--` or `..`; no `.git` at the end.
    public static boolean isNamespace(String text) {
        return text.length() <= MAX_CHARACTERS
                && SHAPE.matcher(text).matches()
                && !text.contains("--")
                && !text.contains("..")
                && !text.endsWith(".git");
    }

    /// The form by which names are compared.
    public String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
