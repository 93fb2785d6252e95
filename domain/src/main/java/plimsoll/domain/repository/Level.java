package plimsoll.domain.repository;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How far something is let out: the field's gradient of release, from its closed end to its open one. Each level lets
/// out more than the ones before it.
public enum Level {
    /// Nobody outside the publisher.
    INTERNAL,
    /// Named partners under an agreement.
    STAGED,
    /// Everybody may use it on the hub's own page.
    HOSTED,
    /// Everybody may call it; its bytes stay here.
    API,
    /// Whoever accepts the terms may download it.
    GATED_DOWNLOAD,
    /// Anybody may download it; its licence may limit the use.
    OPEN_DOWNLOAD,
    /// Anybody may have it, under a licence that leaves every use free.
    FULLY_OPEN;

    /// The word by which it is named, as in `gated-download`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The level of this word, with `-` or `_`, in any case.
    public static Optional<Level> named(String word) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(word.replace('-', '_')))
                .findFirst();
    }

    /// Whether this lets out more than `other`.
    public boolean isMoreOpenThan(Level other) {
        return compareTo(other) > 0;
    }

    /// The more closed of two.
    public Level atMost(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
