package plimsoll.hub.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// Invitations that were not used yet, each kept under the hash of its secret.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `InvitationsContract`.
public interface Invitations {
    /// Keeps a new invitation.
    void add(Invitation invitation, Sha256 secret);

    /// The invitation with this secret, if it had not expired by `now`.
    Optional<Invitation> find(Sha256 secret, Instant now);

    /// Uses up an invitation: of any number of callers one gets it.
    Optional<Invitation> take(Sha256 secret, Instant now);

    /// What is open by `now`, newest first.
    List<Invitation> open(Instant now);

    /// Takes an invitation back.
    ///
    /// @return whether it was open
    boolean remove(String id);

    /// Takes out what expired before `now`.
    void sweep(Instant now);
}
