package plimsoll.hub.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Pass;

/// The statements this hub signed about releases.
///
/// Safe for use by any number of threads. Every implementation passes `StatementsContract`.
public interface Statements {
    /// Keeps a statement, in the transaction the calling thread is in and after its deed was recorded there: the
    /// newest entry of the public log is the one that has its hash.
    ///
    /// @param envelope the signed statement as JSON, of which its hash is
    void keep(RepositoryId repository, String action, Instant at, String envelope);

    /// The statements about a repository, newest first, at most `limit`.
    List<Kept> of(RepositoryId repository, int limit);

    /// The statement of this hash, if it is about this repository.
    Optional<Found> find(RepositoryId repository, Sha256 hash);

    /// A statement as it was signed.
    ///
    /// @param action what was done, as `plan-set`
    /// @param envelope the envelope's JSON
    record Found(String action, String envelope) {}

    /// A statement.
    ///
    /// @param hash SHA-256 of its envelope's JSON
    /// @param action what was done, as `plan-set`
    /// @param at when
    /// @param entry the entry of the public log that has the hash
    record Kept(Sha256 hash, String action, Instant at, long entry) {}

    /// The action of a refusal, whose reasons are for the publisher and for those who watch over the hub.
    String REFUSED = "plan-refused";

    /// Whether a statement of this action is told to whoever holds `pass`.
    static boolean isFor(Pass pass, String action) {
        return pass.isInsider() || !action.equals(REFUSED);
    }
}
