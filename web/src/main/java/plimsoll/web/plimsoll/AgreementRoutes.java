package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Agreement;
import plimsoll.hub.release.KeepAgreements;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// A publisher's agreements with partners.
public final class AgreementRoutes {
    private static final int MAX_BODY_BYTES = 128 * 1024;
    private static final String OF_OWNER = "/api/plimsoll/agreements/{owner}";

    private final KeepAgreements agreements;

    /// Routes with what they need.
    public AgreementRoutes(KeepAgreements agreements) {
        this.agreements = agreements;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", OF_OWNER, Door.OWN, this::list),
                Route.of("POST", OF_OWNER, Door.OWN, this::make),
                Route.of("PUT", OF_OWNER + "/{id}", Door.OWN, this::end));
    }

    private Response list(Request request) {
        var by = PeopleRefusals.known(request);
        return agreements
                .list(by, Asked.name(request, "owner", by))
                .map(found ->
                        Response.json(found.stream().map(AgreementJson::of).toList()))
                .orElseGet(AgreementRoutes::notAllowed);
    }

    private Response make(Request request) throws IOException {
        var by = PeopleRefusals.known(request);
        var asked = request.strictJson(AgreementJson.class, MAX_BODY_BYTES);
        if (asked.document == null || !Sha256.isSha256(asked.document)) {
            throw new Refused(400, "'document' is the SHA-256 of the signed document, as 64 hexadecimal digits.");
        }
        var draft = new KeepAgreements.Draft(
                Asked.text(asked.title),
                new Sha256(asked.document),
                asked.parties == null
                        ? List.of()
                        : asked.parties.stream().map(party -> Asked.name(party)).toList(),
                Asked.text(asked.signatories),
                time("from", asked.from),
                time("until", asked.until));
        return answer(agreements.make(by, Asked.name(request, "owner", by), draft));
    }

    private Response end(Request request) throws IOException {
        var by = PeopleRefusals.known(request);
        var asked = request.strictJson(AgreementJson.class, MAX_BODY_BYTES);
        return answer(agreements.end(by, request.variable("id"), time("until", asked.until)));
    }

    private static Response answer(KeepAgreements.Outcome outcome) {
        return switch (outcome) {
            case KeepAgreements.Outcome.Kept(var agreement) -> Response.json(AgreementJson.of(agreement));
            case KeepAgreements.Outcome.Unknown _ -> Response.error(404, "There is no such agreement.");
            case KeepAgreements.Outcome.NotAllowed _ -> notAllowed();
            case KeepAgreements.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private static Response notAllowed() {
        return Response.error(403, "Agreements are kept by their publisher's admins.");
    }

    private static Instant time(String field, @Nullable String text) {
        try {
            return Instant.parse(Asked.text(text));
        } catch (DateTimeParseException _) {
            throw new Refused(400, "'%s' is a time, as 2026-03-01T00:00:00Z.".formatted(field));
        }
    }

    private record AgreementJson(
            @Nullable String id,
            @Nullable String owner,
            @Nullable String title,
            @Nullable String document,
            @Nullable List<@Nullable String> parties,
            @Nullable String signatories,
            @Nullable String from,
            @Nullable String until) {
        static AgreementJson of(Agreement agreement) {
            return new AgreementJson(
                    agreement.id(),
                    agreement.owner().text(),
                    agreement.title(),
                    agreement.document().hex(),
                    List.copyOf(
                            agreement.parties().stream().map(Namespace::text).toList()),
                    agreement.signatories(),
                    agreement.from().toString(),
                    agreement.until().toString());
        }
    }
}
