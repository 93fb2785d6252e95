package plimsoll.web.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.LikeRepository;
import plimsoll.hub.repositories.Likes;
import plimsoll.hub.repositories.Namespaces;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.hub.repositories.UnknownCursor;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// What people make of repositories: likes, and what is theirs.
public final class SocialRoutes {
    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final Threshold threshold;
    private final LikeRepository like;
    private final Likes likes;
    private final Namespaces namespaces;
    private final SearchRepositories search;

    /// Routes with what they need.
    public SocialRoutes(
            EnterRepository door, LikeRepository like, Likes likes, Namespaces namespaces, SearchRepositories search) {
        this.threshold = new Threshold(door);
        this.like = like;
        this.likes = likes;
        this.namespaces = namespaces;
        this.search = search;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("POST", "/like", Intent.READ, (request, pass) -> answer(request, like.like(pass))),
                threshold.api("DELETE", "/like", Intent.READ, (request, pass) -> answer(request, like.unlike(pass))),
                threshold.api("GET", "/likers", Intent.READ, this::likers),
                Route.of("GET", "/api/users/{user}/likes", Door.LISTING, this::liked),
                Route.of("GET", "/api/settings/repositories", Door.OWN, this::own),
                Route.of("GET", "/api/organizations/{name}/settings/repositories", Door.OWN, this::organisations));
    }

    private static Response answer(Request request, Admission admission) {
        return admission instanceof Admitted ? Response.json(Map.of()) : Refusals.of(admission, request.recipient());
    }

    private Response likers(Request request, Pass pass) {
        var page = page(() -> like.likers(pass, request.query("cursor"), Paging.limit(request, PAGE, MOST)));
        var users = page.items().stream()
                .map(account -> new UserJson(account.text(), account.text(), "user", Avatars.of(account), false))
                .toList();
        return Paging.next(request, Response.json(users), "cursor", page.next());
    }

    private Response liked(Request request) {
        var user = Optional.of(request.variable("user"))
                .filter(Namespace::isNamespace)
                .flatMap(name -> namespaces.find(new Namespace(name)));
        if (user.isEmpty()) {
            return Response.error(404, "There is no account of this name");
        }
        var page = page(() -> likes.likedBy(
                request.recipient(), user.get(), request.query("cursor"), Paging.limit(request, PAGE, MOST)));
        var liked = page.items().stream()
                .map(item -> new LikeJson(
                        Timestamp.iso(item.at()),
                        new LikedJson(
                                item.repository().name().toString(),
                                item.repository().kind().singular())))
                .toList();
        return Paging.next(request, Response.json(liked), "cursor", page.next());
    }

    private Response own(Request request) {
        return switch (request.recipient()) {
            case Stranger stranger -> Refusals.of(new RoleTooSmall(), stranger);
            case Known known -> Response.json(published(known, known.name()));
        };
    }

    private Response organisations(Request request) {
        var name = Optional.of(request.variable("name"))
                .filter(Namespace::isNamespace)
                .map(Namespace::new);
        return switch (request.recipient()) {
            case Known known
            when name.isPresent() && known.holds(OrganisationRole.READ, name.get()) ->
                Response.json(published(known, name.get()));
            case Known _, Stranger _ -> Refusals.of(new RoleTooSmall(), request.recipient());
        };
    }

    /// The repositories of a namespace, of every kind, the latest changed first, as many as a page has of each.
    private List<OwnJson> published(Known by, Namespace owner) {
        var own = new ArrayList<OwnJson>();
        for (var kind : RepoKind.values()) {
            search.search(by(by, owner, kind)).items().forEach(listed -> own.add(OwnJson.of(listed)));
        }
        return own;
    }

    private static Search by(Known known, Namespace owner, RepoKind kind) {
        return new Search(
                known,
                kind,
                List.of(),
                Optional.of(owner.text()),
                java.util.Set.of(),
                Optional.empty(),
                Optional.empty(),
                Search.Between.ANY,
                Search.Order.CHANGED,
                true,
                Optional.empty(),
                MOST);
    }

    private static <T> Page<T> page(Supplier<Page<T>> question) {
        try {
            return question.get();
        } catch (UnknownCursor e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
    }

    private record UserJson(String user, String fullname, String type, String avatarUrl, boolean isPro) {}

    private record LikeJson(String createdAt, LikedJson repo) {}

    private record LikedJson(String name, String type) {}

    private record OwnJson(String id, String type, String visibility, long storage, String updatedAt) {
        static OwnJson of(Listed listed) {
            var repository = listed.repository();
            return new OwnJson(
                    repository.name().toString(),
                    repository.kind().singular(),
                    repository.visibility() == Visibility.PUBLIC ? "public" : "private",
                    listed.description().map(Description::sizeBytes).orElse(0L),
                    Timestamp.iso(listed.changedAt()));
        }
    }
}
