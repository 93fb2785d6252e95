package plimsoll.domain.repository;

import java.util.Optional;

/// What a repository holds. The protocol has a folder for each.
public enum RepoKind {
    /// Weights and what belongs to them.
    MODEL("model", "models"),
    /// Data to train or evaluate with.
    DATASET("dataset", "datasets"),
    /// A demo app.
    SPACE("space", "spaces");

    private final String singular;
    private final String plural;

    RepoKind(String singular, String plural) {
        this.singular = singular;
        this.plural = plural;
    }

    /// The word clients send as `type`: `model`, `dataset` or `space`.
    public String singular() {
        return singular;
    }

    /// The word in paths: `models`, `datasets` or `spaces`.
    public String plural() {
        return plural;
    }

    /// What stands before `namespace/name` in page, git and file addresses: nothing for models, else `datasets/` or
    /// `spaces/`.
    public String pagePrefix() {
        return this == MODEL ? "" : plural + "/";
    }

    /// The kind clients call `word`, in either number.
    public static Optional<RepoKind> named(String word) {
        for (var kind : values()) {
            if (kind.singular.equals(word) || kind.plural.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
