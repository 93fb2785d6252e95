package plimsoll.hub.people;

import java.time.Instant;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;

/// Leave to open one account, without its secret.
///
/// @param id 24 hexadecimal digits
/// @param by the admin who gave it
/// @param role what the new account will be
/// @param note for whom, in the admin's words
/// @param issuedAt when
/// @param expiresAt until when it can be used
public record Invitation(String id, Namespace by, SiteRole role, String note, Instant issuedAt, Instant expiresAt) {}
