package plimsoll.hub.repositories;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;

/// Who likes which repository.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `LikesContract`.
public interface Likes {
    /// Notes that an account likes a repository.
    ///
    /// @return false, and nothing done, when it did already
    boolean like(RepositoryId repository, Namespace account, Instant at);

    /// Takes a like back.
    ///
    /// @return false, and nothing done, when there was none
    boolean unlike(RepositoryId repository, Namespace account, Instant at);

    /// Whether an account likes a repository.
    boolean likes(RepositoryId repository, Namespace account);

    /// The accounts that like a repository, by name.
    ///
    /// @throws UnknownCursor when the cursor is none of this list
    Page<Namespace> likers(RepositoryId repository, Optional<String> cursor, int limit);

    /// What an account likes, as far as `asker` may know of it, latest first.
    ///
    /// @throws UnknownCursor when the cursor is none of this list
    Page<Liked> likedBy(Recipient asker, Namespace account, Optional<String> cursor, int limit);

    /// A like.
    ///
    /// @param repository what is liked
    /// @param at since when
    record Liked(Repository repository, Instant at) {}
}
