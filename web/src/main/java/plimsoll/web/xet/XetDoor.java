package plimsoll.web.xet;

import java.util.Locale;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.xet.XetTokens;
import plimsoll.hub.xet.XetTokens.XetToken;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;

/// Lets in whoever shows a token of the chunk store, for as long as the gate would still let them in.
final class XetDoor {
    private static final String BEARER = "bearer ";

    private final XetTokens tokens;
    private final AskAgain again;

    XetDoor(XetTokens tokens, AskAgain again) {
        this.tokens = tokens;
        this.again = again;
    }

    /// The token that a request shows.
    XetToken token(Request request) {
        return request.header("Authorization")
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .flatMap(text -> tokens.read(text.substring(BEARER.length()).strip()))
                .orElseThrow(
                        () -> new Refused(401, "This is no token of the chunk store, or it is over. Ask for another."));
    }

    /// A pass to the token's repository.
    Pass enter(XetToken token, Intent needed) {
        if (needed == Intent.WRITE && token.scope() != Intent.WRITE) {
            throw new Refused(403, "This token may only read.");
        }
        return again.bearer(token.holder(), needed, token.repository())
                .orElseThrow(() -> new Refused(403, "The right that this token was given for has ended."));
    }

    /// Whether it still would.
    boolean stands(XetToken token, Intent needed) {
        return again.bearer(token.holder(), needed, token.repository()).isPresent();
    }

    /// The hash in a request's path.
    static XetHash hash(Request request) {
        return hash(request.variable("hash"));
    }

    static XetHash hash(String text) {
        return XetHash.parse(text).orElseThrow(() -> new Refused(400, "A hash has 64 lower-case hexadecimal digits."));
    }
}
