package plimsoll.hub.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;

/// Browser sessions, each kept under the hash of its cookie's secret, and the one-time links that start one.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `SessionsContract`.
public interface Sessions {
    /// Keeps a new session.
    void add(Session session, Sha256 secret);

    /// The session with this secret, expired or not.
    Optional<Session> find(Sha256 secret);

    /// An account's sessions, newest first, those that expired by `now` left out.
    List<Session> of(Namespace account, Instant now);

    /// Ends a session.
    ///
    /// @return whether the account had it
    boolean remove(Namespace account, String id);

    /// Ends every session of an account, and makes its unused links worthless.
    void removeAll(Namespace account);

    /// Notes that somebody was here, and until when their session lasts now.
    void seen(String id, Instant at, Instant expiresAt);

    /// Keeps a link with which an account can sign in once, until `expiresAt`.
    void addLink(Sha256 secret, Namespace account, Instant expiresAt);

    /// Uses up a link: of any number of callers one gets the account, if it had not expired by `now`.
    Optional<Namespace> takeLink(Sha256 secret, Instant now);

    /// Takes out what expired before `now`.
    void sweep(Instant now);
}
