package plimsoll.web.huggingface;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Intent;
import plimsoll.hub.people.Accounts;
import plimsoll.hub.release.AccessForm;
import plimsoll.hub.release.AccessRequest;
import plimsoll.hub.release.DecideAccess;
import plimsoll.hub.release.RequestAccess;
import plimsoll.hub.release.Texts;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.UnknownCursor;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Requests for access to what is on terms: the hub protocol's lists and decisions, and our own way to ask, for which
/// the ecosystem has none.
public final class AccessRoutes {
    private static final String REQUESTS = "/user-access-request";
    private static final int MAX_BODY_BYTES = 256 * 1024;
    /// More than anybody decides at once by hand.
    private static final int MAX_AT_ONCE = 1_000;
    private static final int PAGE = 100;
    private static final int MOST = 1_000;

    private final Threshold threshold;
    private final RequestAccess ask;
    private final DecideAccess decide;
    private final Texts texts;
    private final Accounts accounts;

    /// Routes with what they need; `accounts` say what holders are called.
    public AccessRoutes(EnterRepository door, RequestAccess ask, DecideAccess decide, Texts texts, Accounts accounts) {
        this.threshold = new Threshold(door);
        this.ask = ask;
        this.decide = decide;
        this.texts = texts;
        this.accounts = accounts;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                threshold.api("GET", REQUESTS + "/{status:pending|accepted|rejected}", Intent.WRITE, this::list),
                threshold.api("POST", REQUESTS + "/handle", Intent.WRITE, this::handle),
                threshold.api("POST", REQUESTS + "/batch", Intent.WRITE, this::batch),
                threshold.api("POST", REQUESTS + "/grant", Intent.WRITE, this::grant),
                threshold.api("GET", REQUESTS + "/ask", Intent.LOOK, this::form),
                threshold.api("POST", REQUESTS + "/ask", Intent.LOOK, this::ask));
    }

    private Response list(Request request, Pass pass) {
        var status = status(request.variable("status"));
        try {
            var page = decide.list(pass, status, request.query("cursor"), Paging.limit(request, PAGE, MOST));
            var lines = page.items().stream().map(this::json).toList();
            return Paging.next(request, Response.json(lines), "cursor", page.next());
        } catch (UnknownCursor e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
    }

    private RequestJson json(AccessRequest request) {
        var account = accounts.find(request.holder());
        return new RequestJson(
                new HolderJson(
                        account.map(known -> known.id()).orElse(""),
                        request.holder().text(),
                        account.map(known -> known.fullName())
                                .filter(name -> !name.isEmpty())
                                .orElse(request.holder().text()),
                        Avatars.of(request.holder()),
                        account.flatMap(known -> known.email()),
                        account.isEmpty() ? "org" : "user"),
                request.status().name().toLowerCase(Locale.ROOT),
                Timestamp.iso(request.askedAt()),
                request.fields(),
                request.until().map(Timestamp::iso),
                request.reason().isEmpty() ? Optional.empty() : Optional.of(request.reason()));
    }

    private Response handle(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(Decision.class, MAX_BODY_BYTES);
        return answer(decided(pass, asked), false);
    }

    private Response batch(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(Batch.class, MAX_BODY_BYTES);
        var all = asked.requests == null ? List.<@Nullable Decision>of() : asked.requests;
        if (all.size() > MAX_AT_ONCE) {
            throw new Refused(413, "Decide at most %d requests at once.".formatted(MAX_AT_ONCE));
        }
        int done = 0;
        for (var one : all) {
            if (one != null && decided(pass, one) instanceof DecideAccess.Outcome.Decided) {
                done++;
            }
        }
        return Response.json(Map.of("decided", done, "unchanged", all.size() - done));
    }

    private DecideAccess.Outcome decided(Pass pass, Decision asked) {
        var reason = asked.rejectionReason == null ? "" : asked.rejectionReason.strip();
        return decide.decide(pass, holder(asked.user), status(asked.status), reason, until(asked.until));
    }

    private Response grant(Request request, Pass pass) throws IOException {
        var asked = request.strictJson(Decision.class, MAX_BODY_BYTES);
        return answer(decide.grant(pass, holder(asked.user), until(asked.until)), true);
    }

    // Clients read what they granted, and nothing of what they decided.
    private Response answer(DecideAccess.Outcome outcome, boolean withRequest) {
        return switch (outcome) {
            case DecideAccess.Outcome.Decided(var request) -> Response.json(withRequest ? json(request) : Map.of());
            case DecideAccess.Outcome.NoRequest _ -> Response.error(404, "They have not asked for access.");
            case DecideAccess.Outcome.Nobody _ ->
                Response.error(404, "There is no account or organization of this name.");
            case DecideAccess.Outcome.Already(var status) ->
                Response.error(
                        400,
                        "The request is %s already.".formatted(status.name().toLowerCase(Locale.ROOT)));
            case DecideAccess.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private Response form(Request request, Pass pass) {
        var terms = RequestAccess.terms(pass);
        if (terms.isEmpty()) {
            return Response.error(404, "Nothing in this repository is on terms.");
        }
        var form = ask.form(pass);
        return Response.json(new FormJson(
                terms.get().terms().hex(),
                text(terms.get()),
                terms.get().approval() == Access.Approval.AUTOMATIC ? "auto" : "manual",
                form.heading(),
                form.description(),
                form.fields().stream().map(FieldJson::of).toList(),
                ask.before(pass).map(this::json)));
    }

    private Response ask(Request request, Pass pass) throws IOException {
        if (pass.recipient() instanceof Stranger) {
            PeopleRefusals.known(request);
        }
        var asked = request.strictJson(Question.class, MAX_BODY_BYTES);
        var hash = asked.termsSha256 == null ? asked.licenceSha256 : asked.termsSha256;
        if (hash == null || !Sha256.isSha256(hash)) {
            throw new Refused(400, "'termsSha256' is the hash of the terms that were read; GET this address for them.");
        }
        var answers = asked.fields == null ? Map.<String, String>of() : asked.fields;
        return switch (ask.ask(pass, new Sha256(hash), answers)) {
            case RequestAccess.Outcome.Asked(var made) -> Response.json(json(made));
            case RequestAccess.Outcome.TermsChanged(var now) ->
                Response.error(409, "The terms have changed: read them again. Their hash is %s now.".formatted(now));
            case RequestAccess.Outcome.Refused(var reason) -> Response.error(403, reason);
        };
    }

    private String text(OnTerms terms) {
        return texts.find(terms.terms()).orElse("");
    }

    private static Status status(@Nullable String word) {
        return switch (word) {
            case "pending" -> Status.PENDING;
            case "accepted" -> Status.ACCEPTED;
            case "rejected" -> Status.REJECTED;
            case null, default -> throw new Refused(400, "'status' is pending, accepted or rejected.");
        };
    }

    private static Namespace holder(@Nullable String name) {
        if (name == null || !Namespace.isNamespace(name)) {
            throw new Refused(404, "There is no account or organization of this name.");
        }
        return new Namespace(name);
    }

    private static Optional<Instant> until(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException _) {
            throw new Refused(400, "'until' is a time, as 2026-03-01T00:00:00Z.");
        }
    }

    /// What a publisher decides. `until` is ours.
    private record Decision(
            @Nullable String user,
            @Nullable String status,
            @Nullable String rejectionReason,
            @Nullable String until) {}

    private record Batch(@Nullable List<@Nullable Decision> requests) {}

    private record Question(
            @Nullable String termsSha256,
            @Nullable String licenceSha256,
            @Nullable Map<String, String> fields) {}

    private record RequestJson(
            HolderJson user,
            String status,
            String timestamp,
            Map<String, String> fields,
            Optional<String> until,
            Optional<String> rejectionReason) {}

    private record HolderJson(
            String _id, String user, String fullname, String avatarUrl, Optional<String> email, String type) {}

    private record FormJson(
            String termsSha256,
            String terms,
            String approval,
            String heading,
            String description,
            List<FieldJson> fields,
            Optional<RequestJson> request) {}

    private record FieldJson(String label, String type, List<String> options) {
        static FieldJson of(AccessForm.Field field) {
            return new FieldJson(field.label(), field.kind().name().toLowerCase(Locale.ROOT), field.options());
        }
    }
}
