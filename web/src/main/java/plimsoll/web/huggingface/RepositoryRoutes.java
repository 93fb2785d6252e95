package plimsoll.web.huggingface;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.DeleteRepository;
import plimsoll.hub.repositories.DuplicateRepository;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.MoveRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Making, moving, changing and deleting repositories.
public final class RepositoryRoutes {
    /// Names and a few words.
    private static final int MAX_BODY_BYTES = 64 * 1024;
    /// And the few files a repository may begin with.
    private static final int MAX_CREATE_BYTES = 16 * 1024 * 1024;

    private final EnterRepository door;
    private final Threshold threshold;
    private final CreateRepository create;
    private final MoveRepository move;
    private final DeleteRepository delete;
    private final SetPlan plans;
    private final DuplicateRepository duplicate;
    private final AcceptCommit accept;

    /// Routes with what they need.
    public RepositoryRoutes(
            EnterRepository door,
            CreateRepository create,
            MoveRepository move,
            DeleteRepository delete,
            SetPlan plans,
            DuplicateRepository duplicate,
            AcceptCommit accept) {
        this.door = door;
        this.threshold = new Threshold(door);
        this.create = create;
        this.move = move;
        this.delete = delete;
        this.plans = plans;
        this.duplicate = duplicate;
        this.accept = accept;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/repos/create", Door.OWN, this::create),
                Route.of("DELETE", "/api/repos/delete", Door.REPOSITORY, this::delete),
                Route.of("POST", "/api/repos/move", Door.REPOSITORY, this::move),
                threshold.api("PUT", "/settings", Intent.ADMINISTER, this::change),
                threshold.api("POST", "/duplicate", Intent.READ, this::duplicate),
                threshold.api("GET", "/auth-check", Intent.READ, RepositoryRoutes::authCheck),
                threshold.api("GET", "/auth-check/write", Intent.WRITE, (_, _) -> Response.json(Map.of())));
    }

    private Response create(Request request) throws IOException {
        var asked = request.json(Named.class, MAX_CREATE_BYTES);
        var kind = kind(asked.type);
        var visibility = visibility(asked.visibility, asked.isPrivate).orElse(Visibility.PUBLIC);
        var name = name(request.recipient(), asked.organization, asked.name);
        if (name.isEmpty()) {
            return signIn(request);
        }
        var first = Beginning.of(kind, name.get().name(), asked.sdk, asked.license, asked.files);
        var outcome = create.create(request.recipient(), kind, name.get(), visibility);
        if (outcome instanceof CreateRepository.Outcome.Created(var repository)) {
            var wrong = begin(request, repository, first);
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return created(request, kind, name.get(), outcome);
    }

    // A repository that cannot begin as its maker wants does not stay.
    private Optional<Response> begin(Request request, Repository repository, CommitRequest first) throws IOException {
        if (!(door.enter(request.recipient(), Intent.ADMINISTER, repository) instanceof Entrance.Entered(var pass))) {
            return Optional.of(signIn(request)); // lost the right, or the repository its name, in this very moment
        }
        return switch (accept.accept(pass, first)) {
            case CommitOutcome.Accepted _ -> Optional.empty();
            case CommitOutcome.Unfit(var reason) -> {
                delete.delete(pass);
                yield Optional.of(Response.error(400, reason));
            }
            case CommitOutcome.Busy _,
                    CommitOutcome.HeadMoved _,
                    CommitOutcome.NoBranch _,
                    CommitOutcome.NothingToDelete _,
                    CommitOutcome.LargeFileMissing _ -> {
                delete.delete(pass);
                yield Optional.of(Response.error(503, "The repository could not be begun. Try again.")
                        .with("Retry-After", "1"));
            }
        };
    }

    private Response created(Request request, RepoKind kind, RepoName name, CreateRepository.Outcome outcome) {
        return switch (outcome) {
            case CreateRepository.Outcome.Created(var repository) -> Response.json(CreatedJson.of(request, repository));
            case CreateRepository.Outcome.NameTaken(var by) -> {
                var message = by.name().key().equals(name.key())
                        ? "You already created this %s repo".formatted(kind.singular())
                        : "This name was %s's and still leads to it".formatted(by.name());
                yield Response.json(409, new TakenJson(message, url(request, by)))
                        .with("X-Error-Message", message);
            }
            case CreateRepository.Outcome.NoSuchNamespace _ -> noNamespace(name);
            case CreateRepository.Outcome.Refused(var why) -> mayNotPublish(request, why, kind, name);
        };
    }

    private Response delete(Request request) throws IOException {
        var asked = request.json(Named.class, MAX_BODY_BYTES);
        var name = name(request.recipient(), asked.organization, asked.name);
        if (name.isEmpty()) {
            return signIn(request);
        }
        return entering(request, kind(asked.type), name.get(), pass -> {
            delete.delete(pass);
            return Response.json(Map.of());
        });
    }

    private Response move(Request request) throws IOException {
        var asked = request.json(Move.class, MAX_BODY_BYTES);
        var kind = kind(asked.type);
        var to = parse(asked.toRepo);
        return entering(request, kind, parse(asked.fromRepo), pass -> switch (move.move(pass, to)) {
            case MoveRepository.Outcome.Moved(var name) -> {
                var path = kind.pagePrefix() + name;
                yield Response.json(Map.of("url", request.baseUrl() + "/" + path));
            }
            case MoveRepository.Outcome.NameTaken _ ->
                Response.error(409, "There is or was a %s repo named %s".formatted(kind.singular(), to));
            case MoveRepository.Outcome.NoSuchNamespace _ -> noNamespace(to);
            case MoveRepository.Outcome.Refused(var why) -> mayNotPublish(request, why, kind, to);
        });
    }

    private Response change(Request request, Pass pass) throws IOException {
        var asked = request.json(Settings.class, MAX_BODY_BYTES);
        var gating = Optional.ofNullable(asked.gated).map(RepositoryRoutes::gating);
        var reasons = new ArrayList<String>();
        // Closing comes before opening: no moment in between lets more out than before or after.
        visibility(asked.visibility, asked.isPrivate)
                .filter(Visibility.PRIVATE::equals)
                .ifPresent(wanted -> reasons.addAll(reasons(plans.show(pass, wanted))));
        gating.ifPresent(wanted -> reasons.addAll(reasons(plans.gate(pass, wanted))));
        visibility(asked.visibility, asked.isPrivate)
                .filter(Visibility.PUBLIC::equals)
                .ifPresent(wanted -> reasons.addAll(reasons(plans.show(pass, wanted))));
        return reasons.isEmpty()
                ? Response.json(Map.of())
                : Response.error(403, Refusals.oneLine(String.join(" ", reasons)));
    }

    private static List<String> reasons(SetPlan.Outcome outcome) {
        return switch (outcome) {
            case SetPlan.Outcome.Set _ -> List.of();
            case SetPlan.Outcome.Refused(var reasons) -> reasons;
        };
    }

    private static Gating gating(String word) {
        return switch (word) {
            case "false" -> Gating.NONE;
            case "auto" -> Gating.AUTO;
            case "manual" -> Gating.MANUAL;
            default -> throw new Refused(400, "'gated' is auto, manual or false.");
        };
    }

    /// Whether the caller may have what the repository is about. What is withheld from everybody is no part of it.
    private static Response authCheck(Request request, Pass pass) {
        return switch (pass.admits(FileRules.about(pass.repository().kind()))) {
            case Admission.Admitted _, Admission.Unseen _ -> Response.json(Map.of());
            case Admission why -> Refusals.of(why, request.recipient());
        };
    }

    private Response duplicate(Request request, Pass pass) throws IOException {
        var asked = request.json(Duplicate.class, MAX_BODY_BYTES);
        var to = parse(asked.repository);
        var source = pass.repository();
        // A copy of what is hidden begins hidden.
        var visibility = visibility(asked.visibility, asked.isPrivate).orElse(source.visibility());
        return created(request, source.kind(), to, duplicate.duplicate(pass, to, visibility));
    }

    /// A former name leads nowhere here: who deletes or renames means the repository they name.
    private Response entering(Request request, RepoKind kind, RepoName name, Inside inside) throws IOException {
        return switch (door.enter(request.recipient(), Intent.ADMINISTER, kind, name)) {
            case Entrance.Entered(var pass) -> inside.answer(pass);
            case Entrance.Moved(var to) ->
                Response.error(404, "RepoNotFound", "Repository not found: it is named %s now".formatted(to.name()));
            case Entrance.Refused(var why) -> Refusals.of(why, request.recipient());
        };
    }

    private static Response signIn(Request request) {
        return Refusals.of(new RoleTooSmall(), request.recipient());
    }

    private static Response noNamespace(RepoName name) {
        return Response.error(404, "There is no account or organization named %s".formatted(name.namespace()));
    }

    private static Response mayNotPublish(Request request, Admission why, RepoKind kind, RepoName name) {
        return why instanceof RoleTooSmall && request.recipient() instanceof Known
                ? Response.error(
                        403,
                        "You don't have the rights to create a %s under the namespace \"%s\""
                                .formatted(kind.singular(), name.namespace()))
                : Refusals.of(why, request.recipient());
    }

    private static RepoKind kind(@Nullable String type) {
        return Optional.ofNullable(type)
                .map(word -> RepoKind.named(word)
                        .orElseThrow(() -> new Refused(400, "'type' is one of model, dataset, space.")))
                .orElse(RepoKind.MODEL);
    }

    /// `name` in `organization`, or in the caller's own namespace; empty when nobody knows the caller.
    private static Optional<RepoName> name(Recipient who, @Nullable String organization, @Nullable String name) {
        if (name == null) {
            throw new Refused(400, "'name' is missing.");
        }
        if (name.contains("/")) {
            return Optional.of(parse(name));
        }
        var namespace = organization != null && !organization.isEmpty()
                ? Optional.of(organization)
                : switch (who) {
                    case Stranger _ -> Optional.<String>empty();
                    case Known known -> Optional.of(known.name().text());
                };
        return namespace.map(owner -> RepoName.of(owner, name).orElseThrow(RepositoryRoutes::badName));
    }

    private static RepoName parse(@Nullable String name) {
        return Optional.ofNullable(name).flatMap(RepoName::parse).orElseThrow(RepositoryRoutes::badName);
    }

    private static Refused badName() {
        return new Refused(
                400,
                "A repository is named namespace/name, each of at most 96 letters, digits, '-', '_' and '.', without "
                        + "'--' or '..', neither beginning nor ending with '-' or '.', and not ending in '.git'.");
    }

    private static Optional<Visibility> visibility(@Nullable String word, @Nullable Boolean isPrivate) {
        if (word == null || word.isEmpty()) {
            return Optional.ofNullable(isPrivate).map(yes -> yes ? Visibility.PRIVATE : Visibility.PUBLIC);
        }
        return Optional.of(
                switch (word) {
                    case "public" -> Visibility.PUBLIC;
                    case "private" -> Visibility.PRIVATE;
                    default -> throw new Refused(400, "'visibility' is public or private on this hub.");
                });
    }

    private static String url(Request request, Repository repository) {
        return request.baseUrl() + "/" + repository.page();
    }

    @FunctionalInterface
    private interface Inside {
        Response answer(Pass pass) throws IOException;
    }

    private record Named(
            @Nullable String name,
            @Nullable String organization,
            @Nullable String type,
            @Nullable String visibility,
            @JsonProperty("private") @Nullable Boolean isPrivate,
            @Nullable String sdk,
            @Nullable String license,
            @Nullable List<Beginning.FirstFile> files) {}

    private record Move(
            @Nullable String fromRepo,
            @Nullable String toRepo,
            @Nullable String type) {}

    private record Settings(
            @Nullable String visibility,
            @JsonProperty("private") @Nullable Boolean isPrivate,
            @Nullable String gated) {}

    private record Duplicate(
            @Nullable String repository,
            @Nullable String visibility,
            @JsonProperty("private") @Nullable Boolean isPrivate) {}

    private record CreatedJson(String url, String name, String id) {
        static CreatedJson of(Request request, Repository repository) {
            return new CreatedJson(
                    RepositoryRoutes.url(request, repository),
                    repository.name().toString(),
                    repository.id().hex());
        }
    }

    private record TakenJson(String error, String url) {}
}
