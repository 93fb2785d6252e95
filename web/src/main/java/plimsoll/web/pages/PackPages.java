package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.hub.line.ChangePacks;
import plimsoll.hub.line.HoldReleases.Excess;
import plimsoll.hub.line.PackShelf;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.PackList;

/// The packs of rules and their change by two, for those who run the hub or watch over it.
public final class PackPages {
    private static final String HERE = "/settings/packs";

    private final ChangePacks change;
    private final PackShelf shelf;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;
    private final Rows rows;

    /// With what it shows and does.
    public PackPages(ChangePacks change, PackShelf shelf, PageWriter pages, InstantSource clock) {
        this.change = change;
        this.shelf = shelf;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", HERE, this::list),
                signed.route("POST", HERE, this::propose),
                signed.route("POST", HERE + "/decide", this::decide));
    }

    private Response list(Request request, BySession session) {
        var text = request.query("edit").map(shelf::text).orElse("");
        return shown(200, request, session, text, "");
    }

    private Response propose(Request request, BySession session) throws IOException {
        var text = request.field("text").orElse("");
        return answer(request, session, text, change.propose(session.who(), text));
    }

    private Response decide(Request request, BySession session) throws IOException {
        var number = request.field("number").filter(digits -> digits.matches("[0-9]{1,18}"));
        boolean adopt = request.field("adopt").isPresent();
        return answer(
                request,
                session,
                "",
                number.isPresent()
                        ? change.decide(session.who(), Long.parseLong(number.get()), adopt)
                        : new ChangePacks.Outcome.Unknown());
    }

    private Response answer(Request request, BySession session, String text, ChangePacks.Outcome outcome) {
        return switch (outcome) {
            case ChangePacks.Outcome.Waits _, ChangePacks.Outcome.Decided _ -> Response.redirect(303, HERE);
            case ChangePacks.Outcome.NotAllowed(var why) -> shown(403, request, session, text, why);
            case ChangePacks.Outcome.Unfit(var reason) -> shown(400, request, session, text, reason);
            case ChangePacks.Outcome.Unknown _ -> refusals.tell(404, request, "No proposal of this number waits.");
        };
    }

    private Response shown(int status, Request request, BySession session, String text, String wrong) {
        if (session.who().role() == SiteRole.MEMBER) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var now = clock.instant();
        var packs = shelf.all().stream()
                .map(pack -> new PackList.Pack(
                        pack.id(),
                        pack.title(),
                        pack.version(),
                        pack.jurisdiction(),
                        pack.binds(now),
                        pack.status().word().replace('_', ' ')))
                .toList();
        var proposals = change.waiting(session.who()).stream()
                .map(weighed -> new PackList.Proposal(
                        weighed.proposal().number(),
                        weighed.proposal().id(),
                        weighed.proposal().by(),
                        rows.moment(weighed.proposal().at()),
                        weighed.diff(),
                        weighed.effects().stream().map(PackPages::sentence).toList(),
                        weighed.proposal()
                                .by()
                                .equalsIgnoreCase(session.who().name().text())))
                .toList();
        return pages.page(
                status,
                request,
                Place.titled("Packs of rules"),
                "people/packs",
                Map.of("page", new PackList(packs, proposals, text, wrong)));
    }

    private static String sentence(Excess excess) {
        return "%s: %s, from %s to %s."
                .formatted(
                        excess.repository().page(),
                        PlanWords.name(excess.component()),
                        PlanWords.name(excess.from()),
                        PlanWords.name(excess.to()));
    }
}
