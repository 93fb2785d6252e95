package plimsoll.hub.people;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;

/// An access token, without its secret.
///
/// @param id 24 hexadecimal digits
/// @param account whose it is
/// @param displayName what its owner calls it
/// @param scope how much of its owner's rights it carries
/// @param createdAt since when
/// @param expiresAt until when; empty for one that stays until it is revoked
/// @param lastUsedAt when it was last used, to the hour (`Recognise.USE_NOTED_EVERY`)
/// @param family the device sign-in it comes from (`AuthoriseDevice`), if it does
public record Token(
        String id,
        Namespace account,
        String displayName,
        Scope scope,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<String> family) {

    /// What names it to those who outlast it: itself, or the device sign-in whose tokens follow one another.
    public String credential() {
        return family.orElse(id);
    }

    /// Whether it is over.
    public boolean expired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }
}
