package plimsoll.web.http;

import java.util.Set;

/// What pages of other origins may do. A browser sends their requests whether or not it lets them read the answer; so
/// what must not happen at the word of a stranger's page is refused before anything is done.
public final class CrossOrigin {
    private static final String EXPOSED = "ETag, Link, Location, Content-Range, Accept-Ranges, X-Repo-Commit, "
            + "X-Linked-Size, X-Linked-ETag, X-Error-Code, X-Error-Message, X-Request-Id, X-Total-Count, X-Xet-Hash, "
            + "RateLimit, RateLimit-Policy, Retry-After";
    private static final String ANYBODY = "*";

    /// Lets pages of every origin read what anybody may read, and what their user's token lets them: models that
    /// run in a browser are downloaded this way. Cookies never come along (no `Allow-Credentials`), so no
    /// session is exposed.
    public static final CrossOrigin OPEN = new CrossOrigin(Set.of(ANYBODY));

    private final Set<String> origins;

    private CrossOrigin(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /// Refuses the pages of all origins but these, for a server that trusts whoever reaches it: a page its owner looks
    /// at reaches what listens on the same machine.
    ///
    /// @param origins such as `https://chat.example.org`; `*` for all
    public static CrossOrigin only(Set<String> origins) {
        return new CrossOrigin(origins);
    }

    /// Whether this request does not come from a page that may not make it.
    ///
    /// @param ours the origin of the server itself
    boolean admits(Request request, String ours) {
        return request.header("Origin")
                .filter(origin -> !origin.equals(ours) && !isAllowed(origin))
                .isEmpty();
    }

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("Access-Control-Request-Method").isPresent();
    }

    static Response preflight() {
        return Response.empty(204)
                .with("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Range, If-Range, If-None-Match, " + "X-Xet-Session-Id")
                .with("Access-Control-Max-Age", "86400");
    }

    /// The answer, with leave to read it where the page that asked has it.
    Response allow(Request request, Response response) {
        var origin = request.header("Origin").filter(this::isAllowed);
        if (origin.isEmpty()) {
            return response;
        }
        var exposed = response.with("Access-Control-Expose-Headers", EXPOSED);
        return origins.contains(ANYBODY)
                ? exposed.with("Access-Control-Allow-Origin", ANYBODY)
                : exposed.with("Access-Control-Allow-Origin", origin.get()).with("Vary", "Origin");
    }

    private boolean isAllowed(String origin) {
        return origins.contains(ANYBODY) || origins.contains(origin);
    }
}
