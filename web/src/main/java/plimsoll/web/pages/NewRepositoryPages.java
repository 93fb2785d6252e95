package plimsoll.web.pages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.CreateRepository.Outcome;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.NewRepository;

/// The form for a new repository.
public final class NewRepositoryPages {
    private final CreateRepository create;
    private final PageWriter pages;
    private final RefusalPages refusals;

    /// Makes them with `create`.
    public NewRepositoryPages(CreateRepository create, PageWriter pages) {
        this.create = create;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.of("GET", "/new", Door.OWN, this::form), Route.of("POST", "/new", Door.OWN, this::create));
    }

    private Response form(Request request) {
        if (request.recipient() instanceof Stranger) {
            return Signed.toSignIn(request);
        }
        var owners = Owners.of(request.recipient());
        var owner = request.query("owner").filter(owners::contains).orElse(owners.getFirst());
        return form(
                200,
                request,
                new NewRepository(
                        request.query("kind").orElse("model"),
                        owners,
                        owner,
                        request.query("name").orElse(""),
                        false,
                        Optional.empty()));
    }

    private Response form(int status, Request request, NewRepository form) {
        return pages.page(status, request, Place.titled("New repository"), "new-repository", Map.of("form", form));
    }

    private Response create(Request request) throws IOException {
        var kind = request.field("kind").flatMap(RepoKind::named).orElse(RepoKind.MODEL);
        var owner = request.field("owner").orElse("");
        var typed = request.field("name").orElse("").strip();
        boolean hidden = request.field("visibility").filter("private"::equals).isPresent();
        var name = RepoName.of(owner, typed);
        if (name.isEmpty()) {
            return again(
                    400,
                    request,
                    kind,
                    "A name has letters, digits, '-', '_' and '.', at most 96, and neither '--'"
                            + " nor '..' in it, and does not end in '.git'.");
        }
        var visibility = hidden ? Visibility.PRIVATE : Visibility.PUBLIC;
        return switch (create.create(request.recipient(), kind, name.get(), visibility)) {
            case Outcome.Created(var made) -> Response.redirect(303, "/" + made.page());
            case Outcome.NameTaken(var by) ->
                again(409, request, kind, "%s is or was the name of another %s.".formatted(by.name(), kind.singular()));
            case Outcome.NoSuchNamespace _ ->
                again(404, request, kind, "There is nobody called '%s'.".formatted(owner));
            case Outcome.Refused(var why) when request.recipient() instanceof Stranger -> refusals.tell(request, why);
            case Outcome.Refused(var why) ->
                again(
                        403,
                        request,
                        kind,
                        Refusals.of(why, request.recipient())
                                .header("X-Error-Message")
                                .orElse("You may not publish there."));
        };
    }

    private Response again(int status, Request request, RepoKind kind, String wrong) throws IOException {
        var form = new NewRepository(
                kind.singular(),
                Owners.of(request.recipient()),
                request.field("owner").orElse(""),
                request.field("name").orElse(""),
                request.field("visibility").filter("private"::equals).isPresent(),
                Optional.of(wrong));
        return form(status, request, form);
    }
}
