package plimsoll.web.http;

import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;
import plimsoll.domain.release.Admission.Unseen;

/// How the Hub's own clients expect to be told no: a status, and the `X-Error-Code` they switch on.
public final class Refusals {
    /// What clients recognise as a bad token, word for word; it stops them from guessing that the repository is absent.
    public static final String INVALID_CREDENTIALS = "Invalid credentials in Authorization header";

    private Refusals() {}

    /// The answer to somebody the gate did not admit.
    public static Response of(Admission refused, Recipient who) {
        return switch (refused) {
            case Unseen _ ->
                switch (who) {
                    case Stranger _ ->
                        askForCredentials("RepoNotFound", "Repository not found. If it is private, sign in.");
                    case Known _ -> Response.error(404, "RepoNotFound", "Repository not found");
                };
            case ScopeTooSmall _ ->
                Response.error(403, "This token may only read. Make one with write access under Settings, Tokens.");
            case RoleTooSmall _ ->
                switch (who) {
                    case Stranger _ ->
                        Response.error(401, "Sign in to do this.").with("WWW-Authenticate", "Basic realm=\"Plimsoll\"");
                    case Known known ->
                        Response.error(403, "%s does not have the right to do this.".formatted(known.name()));
                };
            case Admitted _ -> throw new IllegalStateException("admitted, so not a refusal");
        };
    }

    /// The answer to a credential that is wrong.
    public static Response badCredential() {
        return Response.error(401, INVALID_CREDENTIALS).with("WWW-Authenticate", "Basic realm=\"Plimsoll\"");
    }

    // git asks for a password only when told how.
    private static Response askForCredentials(String code, String message) {
        return Response.error(401, code, message).with("WWW-Authenticate", "Basic realm=\"Plimsoll\"");
    }
}
