package plimsoll.web.huggingface;

import java.util.ArrayList;
import java.util.List;
import plimsoll.web.http.Door;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// The areas of the protocol that this hub does not have yet. A client learns so, with the reason, where silence or a
/// plain 404 would look like a repository that is missing.
public final class NotBuiltYet {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private static final String REPOSITORY = "/api/{kind:models|datasets|spaces}/{ns}/{name}";

    private static final List<Area> AREAS = List.of(
            new Area("Collections", "/api/collections/{rest...}"),
            new Area("Discussions and pull requests", REPOSITORY + "/discussions/{rest...}"),
            new Area("Webhooks", "/api/settings/webhooks/{rest...}"),
            new Area("Buckets", "/api/buckets/{rest...}"),
            new Area("Jobs", "/api/jobs/{rest...}"),
            new Area("Scheduled jobs", "/api/scheduled-jobs/{rest...}"),
            new Area("Papers", "/api/papers/{rest...}"),
            new Area("Papers", "/api/daily_papers"),
            new Area("Running Spaces", "/api/spaces/hardware"),
            new Area("Running Spaces", "/api/spaces/templates"),
            new Area(
                    "Running Spaces",
                    "/api/spaces/{ns}/{name}/{what:runtime|secrets|variables|hardware|sleeptime|pause|restart|storage"
                            + "|volumes|dev-mode|logs}/{rest...}"));

    private NotBuiltYet() {}

    /// A route for each of them and each method.
    public static List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var area : AREAS) {
            for (var method : METHODS) {
                routes.add(Route.of(method, area.pattern, Door.OPEN, _ -> answer(area.name)));
            }
        }
        return routes;
    }

    /// The answer for one area. Says nothing of the repository that was asked about.
    static Response answer(String area) {
        return Response.error(501, "NotImplemented", area + ": not available on this hub yet.");
    }

    /// @param name as a sentence begins
    private record Area(String name, String pattern) {}
}
