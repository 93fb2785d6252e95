package plimsoll.domain.identity;

import java.time.Instant;
import java.util.Optional;

/// Somebody who is known on this hub.
///
/// @param id 24 hexadecimal digits, for life
/// @param name under which they publish
/// @param fullName what they are called; may be empty
/// @param email where to write to them, if they say
/// @param role what they are on this hub
/// @param standing whether they are let in
/// @param openedAt since when they are known
public record Account(
        String id,
        Namespace name,
        String fullName,
        Optional<String> email,
        SiteRole role,
        Standing standing,
        Instant openedAt) {

    /// The same account with another role.
    public Account with(SiteRole other) {
        return new Account(id, name, fullName, email, other, standing, openedAt);
    }

    /// The same account with another standing.
    public Account with(Standing other) {
        return new Account(id, name, fullName, email, role, other, openedAt);
    }

    /// The same account, described otherwise.
    public Account describedAs(String otherFullName, Optional<String> otherEmail) {
        return new Account(id, name, otherFullName, otherEmail, role, standing, openedAt);
    }
}
