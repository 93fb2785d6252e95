package plimsoll.web.http;

import java.util.Map;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.NoDownload;
import plimsoll.domain.release.Admission.PartWithheld;
import plimsoll.domain.release.Admission.Recalled;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;
import plimsoll.domain.release.Admission.Step;
import plimsoll.domain.release.Admission.StepNeeded;
import plimsoll.domain.release.Admission.Suspended;
import plimsoll.domain.release.Admission.Unseen;

/// How the Hub's own clients expect to be told no: a status, and the `X-Error-Code` they switch on.
public final class Refusals {
    /// What clients recognise as a bad token, word for word; it stops them from guessing that the repository is absent.
    public static final String INVALID_CREDENTIALS = "Invalid credentials in Authorization header";

    /// What clients recognise as a thing that was taken away for everybody, word for word.
    public static final String DISABLED = "Access to this resource is disabled.";

    static final String SUSPENDED = "This account is suspended.";

    private static final int MAX_HEADER_CHARACTERS = 450;

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
            case StepNeeded(var step, var page) ->
                switch (who) {
                    case Stranger _ ->
                        askForCredentials(
                                "GatedRepo",
                                "Access to %s is restricted. Sign in, and see /%s/access for what to do."
                                        .formatted(page, page));
                    case Known known -> gated(step(step, page, known));
                };
            case NoDownload(var level, var page) ->
                gated("Nobody downloads this from %s: it is released as %s, to be used on this hub."
                        .formatted(page, level.word()));
            case PartWithheld(var component, var page) ->
                gated(("Part of %s (%s) is withheld from you, and git takes a repository all or nothing. Download the"
                                + " rest file by file, with: hf download %s")
                        .formatted(page, component.word(), page));
            case Suspended _ -> gated(SUSPENDED);
            case Recalled(var recall) -> gated(oneLine(recall.notice()));
            case Admitted _ -> throw new IllegalStateException("admitted, so not a refusal");
        };
    }

    /// The answer of the hub's API where `of` answers for files: what was recalled is disabled there.
    public static Response ofApi(Admission refused, Recipient who) {
        return refused instanceof Recalled(var recall)
                ? Response.json(403, Map.of("error", recall.notice())).with("X-Error-Message", DISABLED)
                : of(refused, who);
    }

    /// A text that fits into a header: one line of ASCII, not too long.
    public static String oneLine(String text) {
        var line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() <= MAX_HEADER_CHARACTERS ? line : line.substring(0, MAX_HEADER_CHARACTERS) + "...";
    }

    private static Response gated(String message) {
        return Response.error(403, "GatedRepo", message);
    }

    private static String step(Step step, String page, Known who) {
        return switch (step) {
            case ACCEPT_TERMS ->
                "Access to %s is on terms that %s has not accepted. Read and accept them at /%s/access."
                        .formatted(page, who.name(), page);
            case ACCEPT_TERMS_AGAIN ->
                "The terms of %s have changed since %s accepted them. Read and accept them again at /%s/access."
                        .formatted(page, who.name(), page);
            case WAIT ->
                "Your request for access to %s awaits the publisher's approval. See /%s/access.".formatted(page, page);
            case REJECTED -> "Your request for access to %s was rejected by its publisher.".formatted(page);
            case GRANT_ENDED -> "Your access to %s has ended. Ask for it again at /%s/access.".formatted(page, page);
            case SIGN_AGREEMENT -> "%s is for partners under an agreement. Ask its publisher for one.".formatted(page);
            case RENEW_AGREEMENT ->
                "The agreement under which you had %s is not in force. Ask its publisher to renew it.".formatted(page);
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
