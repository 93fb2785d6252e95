package plimsoll.hub.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;

/// Access tokens, each kept under the hash of its secret.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `TokensContract`.
public interface Tokens {
    /// Keeps a new token.
    void add(Token token, Sha256 secret);

    /// The token with this secret, expired or not.
    Optional<Token> find(Sha256 secret);

    /// An account's tokens, newest first.
    List<Token> of(Namespace account);

    /// Takes a token out.
    ///
    /// @return whether the account had it
    boolean remove(Namespace account, String id);

    /// Takes out every token of a device sign-in.
    void removeFamily(String family);

    /// Lets every token of a device sign-in expire at `at`, if it would not sooner.
    void expireFamily(String family, Instant at);

    /// Notes when a token was used.
    void used(String id, Instant at);

    /// Takes out what expired before `now`.
    void sweep(Instant now);
}
