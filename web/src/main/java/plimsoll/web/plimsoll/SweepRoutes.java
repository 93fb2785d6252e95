package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.content.SweepBlobs.Swept;
import plimsoll.hub.content.SweepRounds.SweepRound;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.repositories.SweepStore;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Sweeping away what nobody needs, for admins who do not want to wait for the daily round: first what would go, then
/// that it goes. A round is a job: whoever asks for one is told where to look how far it is.
public final class SweepRoutes {
    private static final String BASE = "/api/plimsoll/sweep";
    private static final String ROUND = BASE + "/round";

    private final SweepStore sweep;

    /// To `sweep`.
    public SweepRoutes(SweepStore sweep) {
        this.sweep = sweep;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", BASE, Door.OWN, request -> forAdmins(request, this::rehearsed)),
                Route.of("POST", BASE, Door.OWN, request -> forAdmins(request, this::begun)),
                Route.of("GET", ROUND, Door.OWN, request -> forAdmins(request, this::round)));
    }

    private Response rehearsed() throws IOException {
        var would = sweep.rehearse();
        return Response.json(SweptJson.of(would.swept(), would.unreached(), Optional.empty()));
    }

    private Response begun() {
        sweep.ask();
        return Response.json(202, RoundJson.of(sweep)).with("Location", ROUND);
    }

    private Response round() {
        return Response.json(RoundJson.of(sweep));
    }

    private static Response forAdmins(Request request, Errand errand) throws IOException {
        return known(request).role() == SiteRole.ADMIN
                ? errand.run()
                : Response.error(403, "Only an admin of this hub can do that.");
    }

    private interface Errand {
        Response run() throws IOException;
    }

    /// The round under way, and the last one that ended.
    ///
    /// @param state `waiting`, `running`, `failed` or `cancelled`; `done` when none is asked for
    /// @param repositories how many it has looked at so far
    /// @param error what went wrong; empty when nothing did
    private record RoundJson(String state, long repositories, String error, Optional<SweptJson> last) {
        static RoundJson of(SweepStore sweep) {
            var job = sweep.underWay();
            return new RoundJson(
                    job.map(Job::state)
                            .map(state -> state.name().toLowerCase(Locale.ROOT))
                            .orElse("done"),
                    job.map(Job::done).orElse(0L),
                    job.map(Job::error).orElse(""),
                    sweep.last().map(SweptJson::of));
        }
    }

    /// What was swept, and how many files were cut loose from repositories that reach them no more.
    private record SweptJson(
            long blobs, long bytes, int leftovers, int uploads, int links, long unreached, Optional<String> ended) {
        static SweptJson of(SweepRound round) {
            return of(
                    round.swept(), round.unreached(), Optional.of(round.ended().toString()));
        }

        static SweptJson of(Swept swept, long unreached, Optional<String> ended) {
            return new SweptJson(
                    swept.blobs(), swept.bytes(), swept.leftovers(), swept.uploads(), swept.links(), unreached, ended);
        }
    }
}
