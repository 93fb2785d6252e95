package plimsoll.hub.people;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;

/// What somebody allowed a web app, until it fetches its token (RFC 6749, section 4.1).
///
/// @param id 24 hexadecimal digits
/// @param account for whom the app acts
/// @param app which app
/// @param challenge the hash of what the app must say to get the token (RFC 7636)
/// @param scope how far the app may act
/// @param expiresAt until when it can fetch the token
/// @param token the id of the token it fetched
public record AppGrant(
        String id,
        Namespace account,
        App app,
        String challenge,
        Scope scope,
        Instant expiresAt,
        Optional<String> token) {

    /// A web app. What it calls itself proves nothing; where it lives is where the answer is sent.
    ///
    /// @param clientId what it calls itself
    /// @param redirect the address that the answer is sent to
    public record App(String clientId, String redirect) {}
}
