package plimsoll.web.pages;

import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Admission;
import plimsoll.web.http.Faults;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Refusal;

/// Tells people no on a page, and clients in the protocol's words.
public final class RefusalPages implements Faults {
    private final PageWriter pages;

    /// Writes with `pages`.
    public RefusalPages(PageWriter pages) {
        this.pages = pages;
    }

    @Override
    public Response tell(Request request, int status, String message) {
        return request.wantsHtml() && !request.rawPath().startsWith("/api/")
                ? tell(status, request, message)
                : Faults.PLAIN.tell(request, status, message);
    }

    /// A page that says no, for the reason given.
    Response tell(int status, Request request, String message) {
        boolean stranger = request.recipient() instanceof Stranger;
        var signIn = stranger && (status == 401 || status == 403 || status == 404)
                ? Optional.of("/login?next=" + Percent.encode(request.rawPath()))
                : Optional.<String>empty();
        var refusal = new Refusal(status, title(status), message, signIn);
        return pages.page(status, request, Place.titled(refusal.title()), "refusal", Map.of("refusal", refusal));
    }

    /// The answer to a person whom the gate did not admit. What may not be known of and what does not exist look alike.
    Response tell(Request request, Admission why) {
        var words = Refusals.of(why, request.recipient());
        return tell(
                words.status(),
                request,
                why instanceof Admission.Unseen
                        ? "There is nothing here that you may see. What is private shows itself only to those who"
                                + " belong to it."
                        : words.header("X-Error-Message").orElse("You do not have the right to do this."));
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Sign in to see this";
            case 403 -> "Not yours to do";
            case 404 -> "Not in the register";
            case 405 -> "Not that way";
            case 409 -> "Somebody was faster";
            case 413 -> "Too heavy";
            case 429 -> "Too many at once";
            default -> status >= 500 ? "Something broke" : "That cannot be";
        };
    }
}
