package plimsoll.domain.repository;

import java.time.Instant;

/// A repository as the hub knows it, before anybody looks inside.
///
/// @param id its name inside the hub, for life
/// @param kind what it holds
/// @param name its present name
/// @param visibility whether strangers may know of it
/// @param createdAt when it was made
public record Repository(RepositoryId id, RepoKind kind, RepoName name, Visibility visibility, Instant createdAt) {

    /// Its address below the hub's, without a leading slash: `lab/model`, `datasets/lab/corpus`.
    public String page() {
        return kind.pagePrefix() + name;
    }
}
