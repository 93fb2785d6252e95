package plimsoll.web.http;

/// Lets pages of other origins read what anybody may read, and what their user's token lets them: models that run in a
/// browser are downloaded this way. Cookies never come along (no `Allow-Credentials`), so no session is exposed.
final class CrossOrigin {
    private static final String EXPOSED = "ETag, Link, Location, Content-Range, Accept-Ranges, X-Repo-Commit, "
            + "X-Linked-Size, X-Linked-ETag, X-Error-Code, X-Error-Message, X-Request-Id, X-Total-Count, X-Xet-Hash, "
            + "RateLimit, RateLimit-Policy, Retry-After";

    private CrossOrigin() {}

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("Access-Control-Request-Method").isPresent();
    }

    static Response preflight() {
        return Response.empty(204)
                .with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Range, If-Range, If-None-Match, " + "X-Xet-Session-Id")
                .with("Access-Control-Max-Age", "86400");
    }

    static Response allow(Request request, Response response) {
        return request.header("Origin").isEmpty()
                ? response
                : response.with("Access-Control-Allow-Origin", "*").with("Access-Control-Expose-Headers", EXPOSED);
    }
}
