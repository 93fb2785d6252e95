package plimsoll.web.http;

/// One address of this hub: a method, a pattern of paths, what stands behind it.
///
/// @param method in capitals; a `GET` route answers `HEAD` too, unless another does
/// @param pattern as `PathPattern` reads it
/// @param door what it serves
/// @param handler who answers
public record Route(String method, PathPattern pattern, Door door, Handler handler) {
    /// A route written out.
    public static Route of(String method, String pattern, Door door, Handler handler) {
        return new Route(method, PathPattern.of(pattern), door, handler);
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
