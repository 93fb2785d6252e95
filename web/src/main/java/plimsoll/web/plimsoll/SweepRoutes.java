package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.util.List;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.repositories.MarkLargeFiles;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Sweeping away what nobody needs, for admins who do not want to wait for the daily turn: first what would go, then
/// that it goes.
public final class SweepRoutes {
    private final SweepBlobs sweep;
    private final MarkLargeFiles mark;

    /// To `sweep`, after `mark` has cut loose what nothing reaches.
    public SweepRoutes(SweepBlobs sweep, MarkLargeFiles mark) {
        this.sweep = sweep;
        this.mark = mark;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/plimsoll/sweep", Door.OWN, request -> swept(request, this::rehearsed)),
                Route.of("POST", "/api/plimsoll/sweep", Door.OWN, request -> swept(request, this::swept)));
    }

    private SweptJson rehearsed() throws IOException {
        return SweptJson.of(sweep.rehearse(), mark.due().files());
    }

    private SweptJson swept() throws IOException {
        long unreached = mark.round().unlinked();
        return SweptJson.of(sweep.sweep(), unreached);
    }

    private static Response swept(Request request, Sweep sweep) throws IOException {
        return known(request).role() == SiteRole.ADMIN
                ? Response.json(sweep.run())
                : Response.error(403, "Only an admin of this hub can do that.");
    }

    private interface Sweep {
        SweptJson run() throws IOException;
    }

    /// What was swept, and how many files were cut loose from repositories that reach them no more.
    private record SweptJson(long blobs, long bytes, int leftovers, int uploads, int links, long unreached) {
        static SweptJson of(Swept swept, long unreached) {
            return new SweptJson(
                    swept.blobs(), swept.bytes(), swept.leftovers(), swept.uploads(), swept.links(), unreached);
        }
    }
}
