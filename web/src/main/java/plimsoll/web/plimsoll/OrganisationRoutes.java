package plimsoll.web.plimsoll;

import static plimsoll.web.http.PeopleRefusals.answer;
import static plimsoll.web.http.PeopleRefusals.known;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.hub.people.People;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Organisations and who belongs to them.
public final class OrganisationRoutes {
    private final People people;

    /// With what people can do.
    public OrganisationRoutes(People people) {
        this.people = people;
    }

    /// The routes.
    public List<Route> routes() {
        var member = "/api/plimsoll/organisations/{organisation}/members/{account}";
        return List.of(
                Route.of("POST", "/api/plimsoll/organisations", Door.OWN, this::found),
                Route.of("PUT", member, Door.OWN, this::setRole),
                Route.of("DELETE", member, Door.OWN, this::remove));
    }

    private Response found(Request request) throws IOException {
        var by = known(request);
        var asked = request.strictJson(OrganisationRequest.class, Asked.MAX_BODY_BYTES);
        return answer(
                people.foundOrganisation().found(by, Asked.name(asked.name), Asked.text(asked.fullName)),
                founded ->
                        Response.json(201, new OrganisationAnswer(founded.name().text(), founded.fullName())));
    }

    private Response setRole(Request request) throws IOException {
        var by = known(request);
        var organisation = Asked.name(request.variable("organisation"));
        var account = Asked.name(request, "account", by);
        var asked = request.strictJson(MemberRequest.class, Asked.MAX_BODY_BYTES);
        var role = Asked.word(OrganisationRole.class, asked.role, OrganisationRole.WRITE);
        return answer(
                people.changeMembership().set(by, organisation, account, role),
                set -> Response.json(new MemberAnswer(organisation.text(), account.text(), Asked.shown(set))));
    }

    private Response remove(Request request) {
        var by = known(request);
        return answer(
                people.changeMembership()
                        .remove(by, Asked.name(request.variable("organisation")), Asked.name(request, "account", by)),
                _ -> Response.empty(204));
    }

    private record OrganisationRequest(
            @Nullable String name, @Nullable String fullName) {}

    private record OrganisationAnswer(String name, String fullName) {}

    private record MemberRequest(@Nullable String role) {}

    private record MemberAnswer(String organisation, String account, String role) {}
}
