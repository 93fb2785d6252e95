package plimsoll.web.http;

import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.hub.content.Holder;

/// Who is at the door, and by which credential we know them.
public sealed interface Visitor {
    /// Nobody we know: there was no credential, or a session that has ended.
    record Guest() implements Visitor {}

    /// A client with a token.
    ///
    /// @param who the account
    /// @param credential what names the token, or the sign-in it comes from
    record ByToken(Known who, String credential) implements Visitor {
        /// A client whose token need not be known again.
        public ByToken(Known who) {
            this(who, "");
        }
    }

    /// A person at a browser.
    ///
    /// @param who the account
    /// @param session what names the session to the room that keeps sessions
    /// @param csrfToken what every form of this session must carry
    record BySession(Known who, String session, String csrfToken) implements Visitor {}

    /// Somebody with a credential that is wrong, revoked, or whose account is suspended.
    ///
    /// @param reason in words for them
    record Rejected(String reason) implements Visitor {}

    /// Who asks, as the gate knows them.
    default Recipient recipient() {
        return switch (this) {
            case Guest _, Rejected _ -> new Stranger();
            case ByToken token -> token.who();
            case BySession session -> session.who();
        };
    }

    /// To whom an address is given that outlasts the request.
    default Holder holder() {
        var credential = switch (this) {
            case Guest _, Rejected _ -> "";
            case ByToken token -> token.credential;
            case BySession session -> session.session;
        };
        return new Holder(recipient().actor(), credential);
    }
}
