package plimsoll.web.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the route for a request: the most particular pattern that matches wins.
public final class Router {
    private final List<Route> routes;

    /// A router over all routes of this hub.
    ///
    /// @throws IllegalArgumentException when two answer the same method and pattern
    public Router(List<Route> routes) {
        var sorted = new ArrayList<>(routes);
        sorted.sort(Comparator.comparing(Route::pattern).thenComparing(Route::method));
        var seen = new HashSet<String>();
        for (var route : sorted) {
            if (!seen.add(route.toString())) {
                throw new IllegalArgumentException("two routes answer " + route);
            }
        }
        this.routes = List.copyOf(sorted);
    }

    /// Every route, for the test that walks them.
    public List<Route> routes() {
        return routes;
    }

    /// The route for a method and a raw path.
    Found find(String method, String rawPath) {
        var path = Arrays.asList(rawPath.substring(1).split("/", -1));
        Found found = new Found.NoPath();
        var methods = new TreeSet<String>();
        for (var route : routes) {
            var variables = route.pattern().match(path);
            if (variables.isEmpty()) {
                continue;
            }
            if (route.method().equals(method)) {
                return new Found.Match(route, variables.get());
            }
            if (method.equals("HEAD") && route.method().equals("GET") && !(found instanceof Found.Match)) {
                found = new Found.Match(route, variables.get());
            }
            methods.add(route.method());
        }
        return found instanceof Found.NoPath && !methods.isEmpty() ? new Found.NoMethod(methods) : found;
    }

    /// What was found.
    sealed interface Found {
        record Match(Route route, Map<String, String> variables) implements Found {}

        record NoMethod(Set<String> methods) implements Found {}

        record NoPath() implements Found {}
    }
}
