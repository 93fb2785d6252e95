package plimsoll.hub.content;

import plimsoll.domain.content.Bytes;

/// Keys that this hub made for itself. They outlive restarts, and every process of the hub has the same.
///
/// Safe for use by any number of threads and processes. Every implementation passes `SecretsContract`.
public interface Secrets {
    /// How long a secret is: what HMAC-SHA-256 asks for at least (RFC 2104, section 3).
    int BYTES = 32;

    /// The secret of this name: random bytes, made when it is first asked for.
    Bytes named(String name);
}
