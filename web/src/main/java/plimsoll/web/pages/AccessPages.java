package plimsoll.web.pages;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Intent;
import plimsoll.hub.release.AccessForm;
import plimsoll.hub.release.AccessForm.Kind;
import plimsoll.hub.release.AccessRequest;
import plimsoll.hub.release.DecideAccess;
import plimsoll.hub.release.RequestAccess;
import plimsoll.hub.release.Texts;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.AccessPage;
import plimsoll.web.pages.view.ReleasePage.Option;
import plimsoll.web.pages.view.Requests;

/// Asking for access to what is on terms, and answering those who ask.
public final class AccessPages {
    private static final int SHOWN = 200;

    private final Doorway doorway;
    private final RequestAccess ask;
    private final DecideAccess decide;
    private final Texts texts;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Rows rows;

    /// With what it does.
    public AccessPages(
            Doorway doorway,
            RequestAccess ask,
            DecideAccess decide,
            Texts texts,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.ask = ask;
        this.decide = decide;
        this.texts = texts;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(doorway.routes(
                "GET", "/access", Intent.LOOK, (request, pass) -> form(200, request, pass, Optional.empty())));
        routes.addAll(doorway.routes("POST", "/access", Intent.LOOK, this::ask));
        routes.addAll(doorway.routes(
                "GET",
                "/release/requests",
                Intent.WRITE,
                (request, pass) -> requests(200, request, pass, Optional.empty())));
        routes.addAll(doorway.routes("POST", "/release/requests", Intent.WRITE, this::decide));
        return routes;
    }

    private Response form(int status, Request request, Pass pass, Optional<String> wrong) {
        if (pass.recipient() instanceof Stranger) {
            return Response.redirect(303, "/login?next=" + Percent.encode(request.rawPath()));
        }
        var terms = RequestAccess.terms(pass);
        if (terms.isEmpty()) {
            return refusals.tell(404, request, "Nothing in this repository is on terms.");
        }
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Access"),
                "repository/access",
                Map.of("head", mastheads.of(pass, "release", "main"), "page", page(pass, terms.get(), wrong)));
    }

    private AccessPage page(Pass pass, OnTerms terms, Optional<String> wrong) {
        var form = ask.form(pass);
        var before = ask.before(pass);
        boolean good = before.filter(request -> request.status() == Status.ACCEPTED)
                .filter(request -> request.terms().map(terms.terms()::equals).orElse(true))
                .filter(request -> request.until()
                        .filter(until -> !pass.at().isBefore(until))
                        .isEmpty())
                .isPresent();
        boolean over = before.map(AccessRequest::status)
                .filter(Status.REJECTED::equals)
                .isPresent();
        var fields = new ArrayList<AccessPage.Field>();
        for (int number = 0; number < form.fields().size(); number++) {
            fields.add(field(number, form.fields().get(number)));
        }
        return new AccessPage(
                form.heading(),
                form.description(),
                texts.find(terms.terms()).orElse(""),
                terms.terms().hex(),
                form.button(),
                fields,
                before.map(request -> state(request, good)),
                !good && !over,
                wrong);
    }

    private static String state(AccessRequest request, boolean good) {
        return switch (request.status()) {
            case PENDING -> "Your request awaits the publisher's approval. Sending it again replaces it.";
            case REJECTED ->
                "Your request was rejected."
                        + (request.reason().isEmpty() ? "" : " The publisher says: " + request.reason());
            case ACCEPTED ->
                good
                        ? "You have access"
                                + request.until()
                                        .map(until ->
                                                " until " + until.toString().substring(0, 10))
                                        .orElse("")
                                + "."
                        : "Your access has ended, or the terms have changed since you accepted them.";
        };
    }

    private static AccessPage.Field field(int number, AccessForm.Field field) {
        var options = switch (field.kind()) {
            case SELECT ->
                field.options().stream()
                        .map(option -> new Option(option, option, false))
                        .toList();
            case COUNTRY ->
                Arrays.stream(Locale.getISOCountries())
                        .map(code -> new Option(code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH), false))
                        .sorted((a, b) -> a.label().compareTo(b.label()))
                        .toList();
            case TEXT, CHECKBOX, DATE -> List.<Option>of();
        };
        var type = switch (field.kind()) {
            case TEXT -> "text";
            case DATE -> "date";
            case CHECKBOX -> "checkbox";
            case SELECT, COUNTRY -> "select";
        };
        return new AccessPage.Field("field-" + number, field.label(), type, options);
    }

    private Response ask(Request request, Pass pass) throws IOException {
        var read = request.field("terms").filter(Sha256::isSha256);
        if (read.isEmpty()) {
            return form(400, request, pass, Optional.of("The form came without the terms it was about."));
        }
        var answers = new HashMap<String, String>();
        var fields = ask.form(pass).fields();
        for (int number = 0; number < fields.size(); number++) {
            var field = fields.get(number);
            var answer = request.field("field-" + number).orElse("");
            answers.put(field.label(), field.kind() == Kind.CHECKBOX && !answer.isEmpty() ? "true" : answer);
        }
        return switch (ask.ask(pass, new Sha256(read.get()), answers)) {
            case RequestAccess.Outcome.Asked _ ->
                Response.redirect(303, "/" + pass.repository().page() + "/access");
            case RequestAccess.Outcome.TermsChanged _ ->
                form(409, request, pass, Optional.of("The terms have changed since you read them. Read them again."));
            case RequestAccess.Outcome.Refused(var reason) -> form(403, request, pass, Optional.of(reason));
        };
    }

    private Response requests(int status, Request request, Pass pass, Optional<String> wrong) {
        var accept = new Option("accepted", "Accept", false);
        var reject = new Option("rejected", "Reject", false);
        var withdraw = new Option("pending", "Withdraw", false);
        var shown = new Requests(
                List.of(
                        group(pass, "Waiting", Status.PENDING, List.of(accept, reject)),
                        group(pass, "Have access", Status.ACCEPTED, List.of(withdraw, reject)),
                        group(pass, "Rejected", Status.REJECTED, List.of(accept))),
                wrong);
        return pages.page(
                status,
                request,
                Mastheads.place(pass, "Requests"),
                "repository/requests",
                Map.of("head", mastheads.of(pass, "release", "main"), "page", shown));
    }

    private Requests.Group group(Pass pass, String title, Status status, List<Option> actions) {
        var page = decide.list(pass, status, Optional.empty(), SHOWN);
        return new Requests.Group(
                title,
                page.items().stream()
                        .map(request -> new Requests.Request(
                                request.holder().text(),
                                request.fields().entrySet().stream()
                                        .map(answer -> answer.getKey() + ": " + answer.getValue())
                                        .toList(),
                                rows.moment(request.askedAt()),
                                request.until()
                                        .map(until -> until.toString().substring(0, 10))
                                        .orElse("")))
                        .toList(),
                page.next().isPresent(),
                actions);
    }

    private Response decide(Request request, Pass pass) throws IOException {
        var who = request.field("who").map(String::strip).filter(Namespace::isNamespace);
        if (who.isEmpty()) {
            return requests(400, request, pass, Optional.of("That cannot be an account or organisation."));
        }
        Optional<Instant> until;
        try {
            until = request.field("until")
                    .filter(text -> !text.isBlank())
                    .map(text -> LocalDate.parse(text.strip())
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
        } catch (DateTimeParseException _) {
            return requests(400, request, pass, Optional.of("A grant ends on a day, as 2026-12-31."));
        }
        var holder = new Namespace(who.get());
        var reason = request.field("reason").orElse("").strip();
        var outcome = switch (request.field("status").orElse("")) {
            case "accepted" -> decide.decide(pass, holder, Status.ACCEPTED, reason, until);
            case "rejected" -> decide.decide(pass, holder, Status.REJECTED, reason, Optional.empty());
            case "pending" -> decide.decide(pass, holder, Status.PENDING, reason, Optional.empty());
            case "grant" -> decide.grant(pass, holder, until);
            default -> new DecideAccess.Outcome.Unfit("Accept, reject, withdraw or grant.");
        };
        return switch (outcome) {
            case DecideAccess.Outcome.Decided _, DecideAccess.Outcome.Already _ ->
                Response.redirect(303, "/" + pass.repository().page() + "/release/requests");
            case DecideAccess.Outcome.NoRequest _ ->
                requests(404, request, pass, Optional.of("%s never asked.".formatted(holder)));
            case DecideAccess.Outcome.Nobody _ ->
                requests(404, request, pass, Optional.of("There is nobody called %s.".formatted(holder)));
            case DecideAccess.Outcome.Unfit(var why) -> requests(400, request, pass, Optional.of(why));
        };
    }
}
