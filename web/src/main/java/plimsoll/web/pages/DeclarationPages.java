package plimsoll.web.pages;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.line.Declaration;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Question;
import plimsoll.domain.line.Testimony;
import plimsoll.domain.line.Value;
import plimsoll.domain.release.Intent;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.line.Testify;
import plimsoll.hub.line.Testimonies;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.DeclarationPage;

/// The form in which publishers declare what is true of a model and auditors attest it, and the page that explains the
/// same to those who write cards and programs.
public final class DeclarationPages {
    private static final int NEWEST = 50;

    private final Doorway doorway;
    private final Testify testify;
    private final Testimonies testimonies;
    private final ReadFacts facts;
    private final Mastheads mastheads;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Rows rows;

    /// With what it shows and does.
    public DeclarationPages(
            Doorway doorway,
            Testify testify,
            Testimonies testimonies,
            ReadFacts facts,
            Mastheads mastheads,
            PageWriter pages,
            InstantSource clock) {
        this.doorway = doorway;
        this.testify = testify;
        this.testimonies = testimonies;
        this.facts = facts;
        this.mastheads = mastheads;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.addAll(
                doorway.routes("GET", "/line/declare", Intent.WRITE, (request, pass) -> show(request, pass, false)));
        routes.addAll(
                doorway.routes("POST", "/line/declare", Intent.WRITE, (request, pass) -> send(request, pass, false)));
        routes.addAll(doorway.routes("GET", "/line/attest", Intent.READ, (request, pass) -> show(request, pass, true)));
        routes.addAll(
                doorway.routes("POST", "/line/attest", Intent.READ, (request, pass) -> send(request, pass, true)));
        routes.add(Route.of("GET", "/help/declarations", Door.OPEN, this::help));
        return routes;
    }

    private Response show(Request request, Pass pass, boolean attests) throws IOException {
        if (attests && !mayAttest(pass)) {
            return refusals.tell(403, request, "Auditors of this hub attest. Its admins say who they are.");
        }
        var said = testimonies.current(pass.repository().id()).stream()
                .filter(kept -> kept.kind() == (attests ? Fact.Kind.ATTESTED : Fact.Kind.DECLARED))
                .filter(kept ->
                        !attests || kept.witness().equals(pass.recipient().actor()))
                .map(Testimonies.Kept::testimony)
                .findFirst();
        return form(200, request, pass, attests, Filled.of(said.orElse(Testimony.NOTHING)), List.of());
    }

    private Response send(Request request, Pass pass, boolean attests) throws IOException {
        var filled = Filled.of(request);
        var reading = Testimony.read(filled.written());
        if (reading instanceof Testimony.Reading.Unfit(var reasons)) {
            return form(400, request, pass, attests, filled, reasons);
        }
        var testimony = ((Testimony.Reading.Read) reading).testimony();
        var outcome =
                attests ? testify.attest(pass, CanonicalJson.of(testimony.json())) : testify.declare(pass, testimony);
        return switch (outcome) {
            case Testify.Outcome.Done _ ->
                Response.redirect(303, "/" + pass.repository().page() + "/line");
            case Testify.Outcome.NotAllowed(var reason) -> refusals.tell(403, request, reason);
            case Testify.Outcome.Unfit(var reasons) -> form(400, request, pass, attests, filled, reasons);
            case Testify.Outcome.NothingThere _ ->
                refusals.tell(404, request, "There is no commit yet of which anything could be said.");
        };
    }

    private static boolean mayAttest(Pass pass) {
        return pass.recipient() instanceof Known who && Testify.mayAttest(who);
    }

    private Response form(int status, Request request, Pass pass, boolean attests, Filled filled, List<String> wrong)
            throws IOException {
        var sheet = facts.of(pass, "main").map(ReadFacts.Known::sheet).orElse(FactSheet.EMPTY);
        var groups = new ArrayList<DeclarationPage.Group>();
        for (var group : Question.groups()) {
            groups.add(new DeclarationPage.Group(
                    "g" + groups.size(),
                    group.title(),
                    group.questions().stream()
                            .map(question -> filled.field(question, sheet))
                            .toList()));
        }
        var url = "/" + pass.repository().page();
        var page = new DeclarationPage(
                url + (attests ? "/line/attest" : "/line/declare"),
                attests,
                groups,
                wrong,
                history(pass),
                "/settings/keys/" + pass.repository().name().namespace());
        return pages.page(
                status,
                request,
                Mastheads.place(pass, attests ? "Attest" : "Declare"),
                "repository/declare",
                Map.of("head", mastheads.of(pass, "line", "main"), "page", page));
    }

    private List<DeclarationPage.Statement> history(Pass pass) {
        return testimonies.of(pass.repository().id(), NEWEST).stream()
                .map(kept -> new DeclarationPage.Statement(
                        "%s by %s, signed %s: %d facts"
                                .formatted(
                                        kept.kind() == Fact.Kind.DECLARED ? "Declaration" : "Attestation",
                                        kept.account(),
                                        kept.key().isPresent() ? "with a key of " + kept.witness() : "by this hub",
                                        kept.testimony().facts().size()),
                        rows.moment(kept.at()),
                        kept.counts(),
                        pass.isInsider() || kept.testimony().confidential().isEmpty()
                                ? "/api/plimsoll/%s/%s/declarations/%s"
                                        .formatted(
                                                pass.repository().kind().plural(),
                                                pass.repository().name(),
                                                kept.hash().hex())
                                : "",
                        kept.entry()))
                .toList();
    }

    private Response help(Request request) {
        var groups = new ArrayList<DeclarationPage.Group>();
        for (var group : Question.groups()) {
            groups.add(new DeclarationPage.Group(
                    "g" + groups.size(),
                    group.title(),
                    group.questions().stream()
                            .map(question -> Filled.NOTHING.field(question, FactSheet.EMPTY))
                            .toList()));
        }
        return pages.page(
                request, PageWriter.Place.titled("Declaring facts"), "declarations", Map.of("groups", groups));
    }

    /// What stands in the form, as it was sent or as it was said before.
    ///
    /// @param first the value of each fact, or its lower bound
    /// @param second its upper bound
    private record Filled(
            Map<FactName, String> first, Map<FactName, String> second, List<FactName> unknown, List<FactName> kept) {
        static final Filled NOTHING = new Filled(Map.of(), Map.of(), List.of(), List.of());

        static Filled of(Testimony testimony) {
            var first = new LinkedHashMap<FactName, String>();
            var second = new LinkedHashMap<FactName, String>();
            testimony.facts().forEach((name, value) -> {
                switch (value) {
                    case Value.Span(var low, var high) -> {
                        first.put(name, plain(low));
                        if (high != low) {
                            second.put(name, plain(high));
                        }
                    }
                    case Value.Truth(var holds) -> first.put(name, holds ? "yes" : "no");
                    case Value.Words(var words) -> first.put(name, String.join("\n", words));
                    case Value.Text(var text) -> first.put(name, text);
                }
            });
            return new Filled(first, second, List.copyOf(testimony.unknown()), List.copyOf(testimony.confidential()));
        }

        static Filled of(Request request) throws IOException {
            var first = new LinkedHashMap<FactName, String>();
            var second = new LinkedHashMap<FactName, String>();
            var unknown = new ArrayList<FactName>();
            var kept = new ArrayList<FactName>();
            for (var group : Question.groups()) {
                for (var question : group.questions()) {
                    var name = question.name();
                    put(first, name, request.field(name.word()));
                    put(second, name, request.field(name.word() + ".to"));
                    request.field(name.word() + ".unknown").ifPresent(_ -> unknown.add(name));
                    request.field(name.word() + ".kept").ifPresent(_ -> kept.add(name));
                }
            }
            return new Filled(first, second, unknown, kept);
        }

        private static void put(Map<FactName, String> into, FactName name, Optional<String> written) {
            written.map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> into.put(name, text));
        }

        // 3.8E25 and not a row of noughts; whole numbers as people write them.
        private static String plain(double number) {
            return number < 1e9 && number == Math.rint(number)
                    ? "%d".formatted((long) number)
                    : Double.toString(number);
        }

        Map<String, Object> written() {
            var facts = new LinkedHashMap<String, Object>();
            first.forEach((name, text) -> facts.put(
                    name.word(),
                    switch (name.type()) {
                        case NUMBER -> second.containsKey(name) ? List.of(text, second.get(name)) : text;
                        case TRUTH -> text.equals("yes") ? true : text.equals("no") ? false : text;
                        case WORDS ->
                            text.lines()
                                    .map(String::strip)
                                    .filter(line -> !line.isEmpty())
                                    .toList();
                        case TEXT -> text;
                    }));
            return Map.of(
                    "facts",
                    facts,
                    "unknown",
                    unknown.stream().map(FactName::word).toList(),
                    "confidential",
                    kept.stream().map(FactName::word).toList());
        }

        DeclarationPage.Field field(Question question, FactSheet sheet) {
            var name = question.name();
            var known = sheet.of(name)
                    .filter(fact -> !fact.isSigned())
                    .map(fact -> "%s: %s (%s)"
                            .formatted(
                                    fact.kind() == Fact.Kind.MEASURED
                                            ? "Found"
                                            : fact.kind().word(),
                                    fact.said(),
                                    fact.source()))
                    .orElse("");
            return new DeclarationPage.Field(
                    name.word(),
                    question.label(),
                    question.help(),
                    shape(name),
                    name.type() == FactName.Type.NUMBER ? name.unit() : "",
                    first.getOrDefault(name, ""),
                    second.getOrDefault(name, ""),
                    unknown.contains(name),
                    kept.contains(name),
                    question.forAuthorities(),
                    known);
        }

        private static String shape(FactName name) {
            return switch (name.type()) {
                case NUMBER -> "number";
                case TRUTH -> "truth";
                case WORDS -> "words";
                case TEXT -> Declaration.isDay(name) ? "day" : "text";
            };
        }
    }
}
