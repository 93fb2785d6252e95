package plimsoll.domain.repository;

import java.time.Instant;
import java.util.Optional;

/// A repository as listings show it.
///
/// @param repository which
/// @param description what its main branch says; empty before the first commit
/// @param showing how its release plan shows
/// @param likes how many accounts like it
/// @param downloads how often it was downloaded in the last thirty days
/// @param downloadsEver how often it ever was
/// @param trending downloads and likes of late, weighed by age: higher is hotter
public record Listed(
        Repository repository,
        Optional<Description> description,
        Showing showing,
        long likes,
        long downloads,
        long downloadsEver,
        double trending) {
    /// When it last changed.
    public Instant changedAt() {
        return description.map(Description::changedAt).orElse(repository.createdAt());
    }
}
