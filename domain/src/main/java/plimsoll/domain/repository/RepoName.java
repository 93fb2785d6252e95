package plimsoll.domain.repository;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.identity.Namespace;

/// A repository's name within its kind: `namespace/name`, unique without regard to case.
///
/// @param namespace who publishes it
/// @param name its own name
public record RepoName(Namespace namespace, String name) {
    /// The longest name the ecosystem's clients accept.
    public static final int MAX_CHARACTERS = 96;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?");

    public RepoName {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a repository name: " + name);
        }
    }

    /// Whether `name` can be a repository's own name: letters, digits, `-`, `_`, `.`, at most 96; it neither starts
    /// nor ends with `-` or `.`, holds no `--` or `..`, and does not end in `.git`.
    public static boolean isName(String name) {
        return name.length() <= MAX_CHARACTERS
                && SHAPE.matcher(name).matches()
                && !name.contains("--")
                && !name.contains("..")
                && !name.endsWith(".git");
    }

    /// Reads `namespace/name`; empty when it is neither shape nor length of one.
    public static Optional<RepoName> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    /// Puts a name together from its two words; empty when either cannot be one.
    public static Optional<RepoName> of(String namespace, String name) {
        return Namespace.isNamespace(namespace) && isName(name)
                ? Optional.of(new RepoName(new Namespace(namespace), name))
                : Optional.empty();
    }

    /// The form by which names are compared.
    public String key() {
        return namespace.key() + "/" + name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return namespace.text() + "/" + name;
    }
}
