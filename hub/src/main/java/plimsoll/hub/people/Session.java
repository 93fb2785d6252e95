package plimsoll.hub.people;

import java.time.Instant;
import plimsoll.domain.identity.Namespace;

/// Somebody signed in with a browser, without the cookie's secret.
///
/// @param id 24 hexadecimal digits
/// @param account who
/// @param client with what, and from where, they signed in
/// @param startedAt when they signed in
/// @param lastSeenAt when they were last here, to a few minutes
/// @param expiresAt when it is over unless they come back
public record Session(
        String id, Namespace account, Client client, Instant startedAt, Instant lastSeenAt, Instant expiresAt) {}
