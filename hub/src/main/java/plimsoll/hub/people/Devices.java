package plimsoll.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;

/// Programs that ask to act for somebody, and the refresh tokens of those that were let.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `DevicesContract`.
public interface Devices {
    /// Keeps a new request under the hash of its device code.
    ///
    /// @return false, and nothing done, when its user code is in use
    boolean start(DeviceGrant grant, Sha256 deviceCode);

    /// The request a program holds the code of.
    Optional<DeviceGrant> byDeviceCode(Sha256 deviceCode);

    /// The request a person was shown the code of.
    Optional<DeviceGrant> byUserCode(String userCode);

    /// Notes an answer, where none was given.
    ///
    /// @return whether it counts: the first one does
    boolean answer(String id, DeviceGrant.Answer answer);

    /// Notes that the program asked, and how long it is to wait from now on.
    void asked(String id, Instant at, Duration interval);

    /// Takes a request out.
    ///
    /// @return true for one caller only
    boolean finish(String id);

    /// How many requests are waiting.
    int waiting();

    /// Keeps a refresh token.
    void add(Refresh refresh, Sha256 secret);

    /// The refresh token with this secret, used or not.
    Optional<Refresh> refresh(Sha256 secret);

    /// Notes that a refresh token was used.
    ///
    /// @return true for one caller only
    boolean use(Sha256 secret);

    /// Takes out every refresh token of a family.
    void removeFamily(String family);

    /// Takes out every refresh token and every approved request of an account.
    void removeAll(Namespace account);

    /// Takes out what expired before `now`.
    void sweep(Instant now);

    /// A refresh token, without its secret.
    ///
    /// @param family the device sign-in it comes from
    /// @param account whose it is
    /// @param scope how far the tokens go that it is exchanged for
    /// @param displayName what they are called
    /// @param expiresAt until when it can be used
    /// @param used whether it was
    record Refresh(
            String family, Namespace account, Scope scope, String displayName, Instant expiresAt, boolean used) {}
}
