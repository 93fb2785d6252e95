package plimsoll.hub.line;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Testimony;
import plimsoll.domain.repository.RepositoryId;

/// What publishers declared and others attested of repositories, each a signed statement. Of each witness the newest
/// counts; the older ones stay on record, and go with their repository.
///
/// Safe for use by any number of threads. Every implementation passes `LineStoresContract`.
public interface Testimonies {
    /// Keeps a testimony in place of what counted of this witness, in the transaction the calling thread is in and
    /// after its deed was recorded there: the newest entry of the public log is the one that has its hash.
    ///
    /// @param envelope the signed statement as JSON, of which `kept.hash` is the SHA-256
    /// @return the same with its entry
    Kept keep(RepositoryId repository, Kept kept, String envelope);

    /// What counts of a repository.
    List<Kept> current(RepositoryId repository);

    /// All testimonies about a repository, newest first, at most `limit`.
    List<Kept> of(RepositoryId repository, int limit);

    /// The testimony of this hash, if it is about this repository.
    Optional<Found> find(RepositoryId repository, Sha256 hash);

    /// A testimony with its statement.
    ///
    /// @param envelope the envelope's JSON
    record Found(Kept kept, String envelope) {}

    /// A testimony.
    ///
    /// @param hash SHA-256 of its envelope's JSON
    /// @param commit of which revision
    /// @param about what that revision is all about, by `FactName.CONTENT_DIGEST`; empty text where it has no such
    ///     files
    /// @param kind declared or attested
    /// @param witness in whose name it was said: the publisher's, or that of whoever attests
    /// @param account the account that brought it
    /// @param key the key of the witness that signed it; empty where this hub did, at the account's word
    /// @param at when
    /// @param entry the entry of the public log that has the hash
    /// @param counts whether it is the newest of its witness
    /// @param testimony what was said
    record Kept(
            Sha256 hash,
            GitOid commit,
            String about,
            Fact.Kind kind,
            String witness,
            String account,
            Optional<Sha256> key,
            Instant at,
            long entry,
            boolean counts,
            Testimony testimony) {}
}
