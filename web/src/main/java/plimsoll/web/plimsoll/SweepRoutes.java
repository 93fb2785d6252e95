package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.util.List;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Sweeping away what nobody needs, for admins who do not want to wait for the daily turn: first what would go, then
/// that
/// it goes.
public final class SweepRoutes {
    private final SweepBlobs sweep;

    /// To `sweep`.
    public SweepRoutes(SweepBlobs sweep) {
        this.sweep = sweep;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/plimsoll/sweep", Door.OWN, request -> swept(request, sweep::rehearse)),
                Route.of("POST", "/api/plimsoll/sweep", Door.OWN, request -> swept(request, sweep::sweep)));
    }

    private static Response swept(Request request, Sweep sweep) throws IOException {
        return known(request).role() == SiteRole.ADMIN
                ? Response.json(sweep.run())
                : Response.error(403, "Only an admin of this hub can do that.");
    }

    private interface Sweep {
        SweepBlobs.Swept run() throws IOException;
    }
}
