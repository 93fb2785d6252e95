package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Gate;
import plimsoll.hub.gateway.KeepTexts;
import plimsoll.hub.gateway.KeepTexts.Opened;
import plimsoll.hub.gateway.KeepTexts.Outcome;
import plimsoll.hub.gateway.KeptTexts.Kind;
import plimsoll.hub.gateway.ShareChat;
import plimsoll.web.http.Door;
import plimsoll.web.http.Json;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Conversations;
import plimsoll.web.pages.view.Conversations.Line;
import plimsoll.web.pages.view.Conversations.Row;

/// What is kept of conversations: for the account itself, for staff with a reason, and, where it shares one, for
/// whoever has its address.
public final class ConversationPages {
    private static final int TITLE = 80;

    private final KeepTexts texts;
    private final ShareChat share;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final Rows rows;

    /// With what it shows.
    public ConversationPages(KeepTexts texts, ShareChat share, PageWriter pages, InstantSource clock) {
        this.texts = texts;
        this.share = share;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", "/settings/conversations", (request, session) -> own(request, session)),
                signed.route("POST", "/settings/conversations/{id}/delete", (request, session) -> {
                    texts.delete(session.who().name(), request.variable("id"));
                    return Response.redirect(303, "/settings/conversations?done=deleted");
                }),
                signed.route("POST", "/settings/conversations/delete", (_, session) -> {
                    texts.deleteAll(session.who().name());
                    return Response.redirect(303, "/settings/conversations?done=deleted");
                }),
                signed.route("GET", "/settings/safety/texts", (request, session) -> examine(request, session, false)),
                signed.route("POST", "/settings/safety/texts", (request, session) -> examine(request, session, true)),
                Route.of("GET", "/shared/{id}", Door.LISTING, this::shared));
    }

    private Response own(Request request, BySession session) {
        var name = session.who().name();
        var page = new Conversations(
                "",
                listed(texts.all(name, Kind.CHAT), each -> "/%s/chat?chat=%s".formatted(each.model(), each.id())),
                listed(texts.all(name, Kind.SHARE), each -> "/shared/" + each.id()),
                listed(texts.all(name, Kind.EXCHANGE), _ -> ""),
                days(),
                Optional.empty());
        return pages.page(200, request, Place.titled("Conversations"), "account/conversations", Map.of("page", page));
    }

    private int days() {
        return texts.retention().map(life -> (int) life.toDays()).orElse(0);
    }

    /// Staff say whose texts they read, and why, with each look.
    private Response examine(Request request, BySession session, boolean asked) throws IOException {
        if (!Gate.examines(session.who())) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var whose = asked ? request.field("account").orElse("").strip() : "";
        var kept = List.<Row>of();
        var wrong = Optional.<String>empty();
        if (asked) {
            var outcome = Namespace.isNamespace(whose)
                    ? texts.examine(
                            session.who(),
                            new Namespace(whose),
                            request.field("reason").orElse(""))
                    : new Outcome.Refused("There is no such account.");
            switch (outcome) {
                case Outcome.Read(var found) -> kept = listed(found, _ -> "");
                case Outcome.Refused(var why) -> wrong = Optional.of(why);
                case Outcome.Done _ -> throw new IllegalStateException("nothing was to be kept");
            }
        }
        var page = new Conversations(wrong.isEmpty() ? whose : "", List.of(), List.of(), kept, days(), wrong);
        return pages.page(
                wrong.isEmpty() ? 200 : 400,
                request,
                Place.titled("Kept questions"),
                "people/kept-texts",
                Map.of("page", page));
    }

    private Response shared(Request request) {
        return share.find(request.recipient(), request.variable("id"))
                .map(found -> pages.page(
                        200,
                        request,
                        Place.titled("A conversation with " + found.model()),
                        "shared-chat",
                        Map.of("page", row(found, ""))))
                .orElseGet(() ->
                        refusals.tell(404, request, "There is no such conversation, or it is not shared any more."));
    }

    private List<Row> listed(List<Opened> found, Function<Opened, String> address) {
        return found.stream().map(each -> row(each, address.apply(each))).toList();
    }

    private Row row(Opened kept, String url) {
        var lines = lines(kept);
        var first = lines.stream()
                .filter(line -> line.who().equals("You"))
                .map(Line::text)
                .findFirst()
                .orElse("");
        var title = first.length() > TITLE ? first.substring(0, TITLE) + "…" : first;
        return new Row(kept.id(), url, title, kept.model(), rows.moment(kept.at()), rows.moment(kept.until()), lines);
    }

    private static List<Line> lines(Opened kept) {
        var json = Json.tree(kept.text());
        var lines = new ArrayList<Line>();
        for (var turn : json.path(kept.kind() == Kind.EXCHANGE ? "asked" : "turns")) {
            lines.add(new Line(
                    who(turn.path("role").asString("")), turn.path("content").asString("")));
        }
        if (kept.kind() == Kind.EXCHANGE) {
            var ending = json.path("ending").asString("");
            lines.add(new Line(
                    ending.equals("STOPPED") ? "Stopped by the guard" : "Model",
                    json.path("answered").asString("")));
        }
        return lines;
    }

    private static String who(String role) {
        return switch (role) {
            case "user" -> "You";
            case "assistant" -> "Model";
            case "system", "developer" -> "System";
            default -> "Tool";
        };
    }
}
