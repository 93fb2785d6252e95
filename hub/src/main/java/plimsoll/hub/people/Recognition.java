package plimsoll.hub.people;

import plimsoll.domain.identity.Recipient.Known;

/// What a credential says about who comes with it.
public sealed interface Recognition {
    /// It is theirs.
    record Recognised(Known who, Credential by) implements Recognition {}

    /// It is nobody's: never issued, revoked, or over.
    record Nobodys() implements Recognition {}

    /// It is somebody's whose account is suspended: they have what anybody has, and no more.
    record Suspended(Known who) implements Recognition {}

    /// The kinds of credential.
    sealed interface Credential {
        /// An access token.
        record ByToken(Token token) implements Credential {}

        /// A browser session.
        record BySession(Session session) implements Credential {}
    }
}
