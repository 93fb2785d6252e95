package plimsoll.web.pages;

import java.io.IOException;
import java.security.interfaces.ECKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.hub.attestation.PublisherKey;
import plimsoll.hub.attestation.RegisterKey;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.SigningKeys;

/// The public keys with which a publisher signs its models: for anybody to see, and for its admins to change.
public final class KeyPages {
    private final RegisterKey register;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final Rows rows;

    /// With what it shows and does.
    public KeyPages(RegisterKey register, PageWriter pages, InstantSource clock) {
        this.register = register;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/settings/keys/{owner}", Door.OPEN, request -> keys(200, request, Optional.empty())),
                signed.route("POST", "/settings/keys/{owner}", this::add),
                signed.route("POST", "/settings/keys/{owner}/remove", this::remove));
    }

    private Response keys(int status, Request request, Optional<String> wrong) {
        var owner = Owners.named(request);
        var keys = owner.flatMap(register::list);
        if (keys.isEmpty()) {
            return unknown(request);
        }
        var shown = new SigningKeys(
                owner.get().text(),
                keys.get().stream().map(this::shown).toList(),
                RegisterKey.isFor(request.recipient(), owner.get()),
                wrong);
        return pages.page(status, request, Place.titled("Signing keys"), "people/keys", Map.of("page", shown));
    }

    private SigningKeys.Key shown(PublisherKey key) {
        int bits =
                key.key() instanceof ECKey curve ? curve.getParams().getOrder().bitLength() : 0;
        return new SigningKeys.Key(key.hint().hex(), "P-" + bits, key.pem(), rows.moment(key.since()));
    }

    private Response add(Request request, BySession session) throws IOException {
        var owner = Owners.named(request);
        var pem = request.field("pem").orElse("").strip();
        return owner.isEmpty() ? unknown(request) : answer(request, register.register(session.who(), owner.get(), pem));
    }

    private Response remove(Request request, BySession session) throws IOException {
        var owner = Owners.named(request);
        var hint = request.field("key").filter(Sha256::isSha256).map(Sha256::new);
        return owner.isEmpty() || hint.isEmpty()
                ? unknown(request)
                : answer(request, register.remove(session.who(), owner.get(), hint.get()));
    }

    private Response answer(Request request, RegisterKey.Outcome outcome) {
        return switch (outcome) {
            case RegisterKey.Outcome.Done(var owner) -> Response.redirect(303, "/settings/keys/" + owner);
            case RegisterKey.Outcome.Unknown _ -> unknown(request);
            case RegisterKey.Outcome.NotAllowed _ -> refusals.tell(request, new RoleTooSmall());
            case RegisterKey.Outcome.Unfit(var why) -> keys(400, request, Optional.of(why));
        };
    }

    private Response unknown(Request request) {
        return refusals.tell(404, request, "There is no such publisher, or no such key.");
    }
}
