package plimsoll.domain.repository;

import java.util.Optional;

/// The full name of a git ref that this hub keeps: `refs/heads/...`, `refs/tags/...` or `refs/pr/N`.
///
/// The rules for the part after the prefix are those of `git check-ref-format`.
///
/// @param text the full name
public record RefName(String text) {
    /// The branch that new repositories have and visitors see.
    public static final RefName MAIN = new RefName("refs/heads/main");
    /// As long as a file name may be: refs become folders in clones.
    public static final int MAX_CHARACTERS = 255;

    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    private static final String PULLS = "refs/pr/";
    private static final String FORBIDDEN = " ~^:?*[\\";

    public RefName {
        if (!isRefName(text)) {
            throw new IllegalArgumentException("not a ref name: " + text);
        }
    }

    /// Whether `text` is the full name of a ref.
    public static boolean isRefName(String text) {
        for (var prefix : new String[] {HEADS, TAGS, PULLS}) {
            if (text.startsWith(prefix)) {
                return text.length() <= MAX_CHARACTERS && isShortName(text.substring(prefix.length()));
            }
        }
        return false;
    }

    /// The branch called `name`; empty when git could not have one of that name.
    public static Optional<RefName> branch(String name) {
        return checked(HEADS + name);
    }

    /// The tag called `name`; empty when git could not have one of that name.
    public static Optional<RefName> tag(String name) {
        return checked(TAGS + name);
    }

    /// The name without its prefix: what people call the branch or tag.
    public String shortName() {
        return text.substring(text.indexOf('/', "refs/".length()) + 1);
    }

    /// Whether this is a branch.
    public boolean isBranch() {
        return text.startsWith(HEADS);
    }

    /// Whether this is a tag.
    public boolean isTag() {
        return text.startsWith(TAGS);
    }

    /// Whether this is a pull request's head.
    public boolean isPull() {
        return text.startsWith(PULLS);
    }

    private static Optional<RefName> checked(String text) {
        return isRefName(text) ? Optional.of(new RefName(text)) : Optional.empty();
    }

    private static boolean isShortName(String name) {
        if (name.isEmpty() || name.equals("@") || name.startsWith("-") || name.endsWith("/") || name.endsWith(".")) {
            return false;
        }
        if (name.contains("..") || name.contains("//") || name.contains("@{")) {
            return false;
        }
        for (var segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.startsWith(".") || segment.endsWith(".lock")) {
                return false;
            }
        }
        return name.chars().noneMatch(c -> c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
