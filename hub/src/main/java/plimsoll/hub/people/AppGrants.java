package plimsoll.hub.people;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What people allowed web apps, each kept under the hash of the code that the app was sent.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `AppGrantsContract`.
public interface AppGrants {
    /// Keeps one.
    void add(AppGrant grant, Sha256 code);

    /// The one with this code, used or expired or neither.
    Optional<AppGrant> find(Sha256 code);

    /// Notes which token was fetched.
    ///
    /// @return true for one caller only
    boolean redeem(String id, String token);

    /// Takes out what expired before `now`.
    void sweep(Instant now);
}
