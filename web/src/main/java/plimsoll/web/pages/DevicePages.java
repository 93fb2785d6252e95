package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.DeviceGrant;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.People;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Device;

/// Where a person lets a program act for them: the browser's side of the device flow (RFC 8628).
public final class DevicePages {
    private final People people;
    private final PageWriter pages;
    private final Signed signed;
    private final Rows rows;

    /// For these people.
    public DevicePages(People people, PageWriter pages, InstantSource clock) {
        this.people = people;
        this.pages = pages;
        this.signed = new Signed(new RefusalPages(pages));
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(signed.route("GET", "/device", this::ask), signed.route("POST", "/device", this::answer));
    }

    private Response ask(Request request, BySession session) {
        var typed = request.query("user_code").map(String::strip).orElse("");
        if (typed.isEmpty()) {
            return page(200, request, new Device.AskCode("", Optional.empty()));
        }
        return switch (people.authoriseDevice().find(session.who(), typed)) {
            case Outcome.Done<DeviceGrant>(var grant) ->
                page(
                        200,
                        request,
                        new Device.Confirm(
                                typed,
                                grant.client().name().isEmpty()
                                        ? "Unknown"
                                        : grant.client().name(),
                                grant.client().address(),
                                rows.moment(grant.startedAt()),
                                session.who().name().text()));
            case Outcome.Refused<DeviceGrant>(var why) ->
                page(Why.status(why), request, new Device.AskCode(typed, Optional.of(why.message())));
        };
    }

    private Response answer(Request request, BySession session) throws IOException {
        var code = request.field("user_code").orElse("");
        boolean allow = request.field("answer").filter("allow"::equals).isPresent();
        var outcome = allow
                ? people.authoriseDevice().approve(session.who(), code, Scope.WRITE)
                : people.authoriseDevice().deny(session.who(), code);
        return switch (outcome) {
            case Outcome.Done<DeviceGrant> _ -> page(200, request, new Device.Done(allow));
            case Outcome.Refused<DeviceGrant>(var why) ->
                page(Why.status(why), request, new Device.AskCode(code, Optional.of(why.message())));
        };
    }

    private Response page(int status, Request request, Device.Step step) {
        return pages.page(
                status, request, Place.titled("Let a device in"), "account/device", Map.of("device", new Device(step)));
    }
}
