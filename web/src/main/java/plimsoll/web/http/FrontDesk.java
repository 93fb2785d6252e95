package plimsoll.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.web.http.Router.Found;

/// Takes each request from its arrival to its answer: who asks, which route, may this session do that. Knows no
/// protocol and no repository.
public final class FrontDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDesk.class);
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int MAX_PATH_CHARACTERS = 8_192;

    private final Router router;
    private final Doorman doorman;
    private final Faults faults;
    private final RateLimits limits;

    /// A desk before the routes of `router`, where `doorman` recognises visitors and `faults` words what went wrong.
    /// Nobody's requests are counted.
    public FrontDesk(Router router, Doorman doorman, Faults faults) {
        this(router, doorman, faults, RateLimits.OFF);
    }

    /// A desk that lets everybody ask as often as `limits` say.
    public FrontDesk(Router router, Doorman doorman, Faults faults, RateLimits limits) {
        this.router = router;
        this.doorman = doorman;
        this.faults = faults;
        this.limits = limits;
    }

    /// The answer to `request`, and the route that gave it. Never throws: a fault of ours becomes a 500, logged
    /// under the request's id.
    Answered answer(Request request, String requestId) {
        try {
            if (request.rawPath().length() > MAX_PATH_CHARACTERS
                    || !request.rawPath().startsWith("/")) {
                throw new Refused(414, "The address is longer than %d characters.".formatted(MAX_PATH_CHARACTERS));
            }
            return switch (router.find(request.method(), request.rawPath())) {
                case Found.Match(var route, var variables) -> {
                    request.matched(variables);
                    yield new Answered(route.pattern().toString(), admit(route, request));
                }
                case Found.NoMethod(var methods) ->
                    new Answered(
                            "no-method",
                            faults.tell(
                                            request,
                                            405,
                                            "This address answers %s only.".formatted(String.join(", ", methods)))
                                    .with("Allow", String.join(", ", methods)));
                case Found.NoPath _ -> {
                    request.visitedBy(doorman.recognise(request));
                    yield new Answered("no-path", faults.tell(request, 404, "There is nothing at this address."));
                }
            };
        } catch (Refused e) {
            return new Answered("refused", faults.tell(request, e.status(), e.reason()));
        } catch (Exception e) { // the door of a request
            LOG.error("request {} failed: {} {}", requestId, request.method(), request.rawPath(), e);
            return new Answered(
                    "failed",
                    faults.tell(request, 500, "Plimsoll failed to answer. Its log says more under " + requestId));
        }
    }

    /// The answer to a request that goes no further than this.
    Answered turnAway(Request request, String reason) {
        return new Answered("turned-away", faults.tell(request, 403, reason));
    }

    private Response admit(Route route, Request request) throws IOException {
        if (route.door() != Door.SIGNED) {
            request.visitedBy(doorman.recognise(request));
        }
        var spent = limits.count(route, request);
        if (spent.isEmpty()) {
            return enter(route, request);
        }
        // Counted before a wrong credential is told so: guessing is asking too.
        var answer = spent.get().allowed()
                ? enter(route, request)
                : faults.tell(request, 429, RateLimits.refusal(spent.get()));
        return RateLimits.tell(answer, spent.get());
    }

    private Response enter(Route route, Request request) throws IOException {
        return switch (request.visitor()) {
            case Visitor.Rejected(var reason)
            when reason.equals(Refusals.INVALID_CREDENTIALS) -> faults.badCredential(request);
            case Visitor.Rejected(var reason) -> faults.tell(request, 403, reason);
            case Visitor.Barred _
            when route.door() != Door.REPOSITORY && route.door() != Door.LISTING ->
                faults.tell(request, 403, Refusals.SUSPENDED);
            case Visitor.BySession session
            when isForged(request, session.csrfToken()) ->
                faults.tell(
                        request,
                        403,
                        "This form has expired or did not come from this site. Reload the page and try again.");
            case Visitor.Barred _, Visitor.BySession _, Visitor.ByToken _, Visitor.Guest _ ->
                route.handler().answer(request);
        };
    }

    /// Whether a request that a browser sent along with its cookie was not made by one of our own pages.
    private static boolean isForged(Request request, String csrfToken) throws IOException {
        if (SAFE_METHODS.contains(request.method())) {
            return false;
        }
        var site = request.header("Sec-Fetch-Site");
        if (site.isPresent() && !site.get().equals("same-origin") && !site.get().equals("none")) {
            return true;
        }
        var sent = request.header("X-CSRF-Token")
                .or(() -> request.query("csrf")) // forms that upload files: their fields come too late
                .orElse(null);
        if (sent == null) {
            sent = request.field("csrf").orElse("");
        }
        return !MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), csrfToken.getBytes(StandardCharsets.UTF_8));
    }

    /// An answer and what gave it.
    record Answered(String route, Response response) {}
}
