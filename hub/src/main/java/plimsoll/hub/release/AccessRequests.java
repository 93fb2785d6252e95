package plimsoll.hub.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Page;

/// Who asked for what is on terms, and who holds it.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. Every
/// implementation passes `ReleaseStoresContract`.
public interface AccessRequests {
    /// The request of an account or organisation; there is at most one for each repository.
    Optional<AccessRequest> find(RepositoryId repository, Namespace holder);

    /// Keeps a request, in place of the holder's earlier one.
    void keep(AccessRequest request);

    /// A page of a repository's requests of one status, in order of the holders' names.
    ///
    /// @throws plimsoll.hub.repositories.UnknownCursor when the cursor is none of this list's
    Page<AccessRequest> list(RepositoryId repository, Status status, Optional<String> cursor, int limit);

    /// What an account or organisation asked for or holds, newest first, at most `limit`.
    List<AccessRequest> of(Namespace holder, int limit);

    /// Notes that somebody took bytes that are not for just anybody.
    ///
    /// @return whether it is the first time in this repository that they took this file
    boolean took(RepositoryId repository, Copy copy);

    /// Who took copies from a repository, latest first, at most `limit`.
    List<Copy> copies(RepositoryId repository, int limit);

    /// A copy that somebody took.
    ///
    /// @param holder the account
    /// @param what the large file's hash, or the commit a clone was of
    /// @param path under which it was taken; empty where it was taken by its hash
    /// @param at when
    record Copy(Namespace holder, String what, String path, Instant at) {}
}
