package plimsoll.web.plimsoll;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Draft;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.hub.incident.DescribeCase;
import plimsoll.hub.incident.HandleIncident;
import plimsoll.hub.incident.HandleIncident.Finding;
import plimsoll.hub.incident.HandleIncident.Sent;
import plimsoll.hub.incident.ReadIncidents;
import plimsoll.hub.incident.ReadIncidents.Seen;
import plimsoll.hub.incident.ReadIncidents.Sight;
import plimsoll.hub.incident.ReportIncident;
import plimsoll.hub.incident.ReportIncident.Said;
import plimsoll.web.http.Door;
import plimsoll.web.http.PeopleRefusals;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// Incidents: anybody reports, those who run the hub decide, each sees as much as they may.
public final class IncidentRoutes {
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final int MOST = 1_000;
    private static final String ALL = "/api/plimsoll/incidents";
    private static final String ONE = ALL + "/{id}";

    private final ReportIncident report;
    private final ReadIncidents read;
    private final HandleIncident handle;
    private final DescribeCase describe;

    /// Routes with what they need.
    public IncidentRoutes(ReportIncident report, ReadIncidents read, HandleIncident handle, DescribeCase describe) {
        this.report = report;
        this.read = read;
        this.handle = handle;
        this.describe = describe;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("POST", ALL, Door.OPEN, this::report),
                Route.of("GET", ALL, Door.OWN, this::list),
                Route.of("GET", ONE, Door.OPEN, this::one),
                Route.of("POST", ONE + "/triage", Door.OWN, this::triage),
                Route.of("GET", ONE + "/notices/{deadline}", Door.OWN, this::draft),
                Route.of("POST", ONE + "/notices/{deadline}", Door.OWN, this::sent),
                Route.of("GET", ONE + "/closing", Door.OWN, this::closing),
                Route.of("POST", ONE + "/closing", Door.OWN, request -> end(request, false)),
                Route.of("POST", ONE + "/dismissal", Door.OWN, request -> end(request, true)));
    }

    private Response report(Request request) throws IOException {
        var asked = request.strictJson(Reported.class, MAX_BODY_BYTES);
        var said = new Said(Asked.text(asked.about), Asked.text(asked.words), Asked.text(asked.contact));
        return switch (report.report(request.recipient(), request.remoteAddress(), said)) {
            case ReportIncident.Outcome.Taken(var incident) ->
                Response.json(
                        201,
                        Map.of("id", incident.id(), "page", request.baseUrl() + "/" + ReportIncident.page(incident)));
            case ReportIncident.Outcome.Unfit(var why) -> Response.error(400, why);
            case ReportIncident.Outcome.TooOften(var pause) ->
                Response.error(429, "There were too many reports; try again later.")
                        .with("Retry-After", Long.toString(pause.plusMillis(999).toSeconds()));
        };
    }

    private Response list(Request request) {
        return Response.json(read.list(PeopleRefusals.known(request), MOST).stream()
                .map(IncidentJson::of)
                .toList());
    }

    private Response one(Request request) {
        return read.find(request.recipient(), request.variable("id"))
                .map(seen -> Response.json(IncidentJson.of(seen)))
                .orElseGet(IncidentRoutes::unknown);
    }

    private Response triage(Request request) throws IOException {
        var asked = request.strictJson(Found.class, MAX_BODY_BYTES);
        var severity = Severity.named(Asked.text(asked.severity))
                .orElseThrow(() -> new Refused(400, "'severity' is minor, serious or critical."));
        var finding = new Finding(
                severity,
                words(Harm.class, "harms", asked.harms, Harm::named),
                words(Regime.class, "regimes", asked.regimes, Regime::named),
                time("aware_at", asked.aware_at),
                Asked.text(asked.assessment),
                Asked.text(asked.about));
        return answer(handle.triage(PeopleRefusals.known(request), request.variable("id"), finding));
    }

    private Response draft(Request request) throws IOException {
        var seen = told(request);
        var text = seen.isPresent()
                ? describe.notice(seen.get().incident(), deadline(request), request.baseUrl())
                : Optional.<String>empty();
        return text.map(IncidentRoutes::drafted)
                .orElseGet(() -> Response.error(404, "No such clock runs for an incident that you handle."));
    }

    private Response closing(Request request) throws IOException {
        var seen = told(request);
        var text = seen.isPresent()
                ? describe.closing(seen.get().incident(), request.baseUrl())
                : Optional.<String>empty();
        return text.map(IncidentRoutes::drafted).orElseGet(IncidentRoutes::unknown);
    }

    private Optional<Seen> told(Request request) {
        return read.find(PeopleRefusals.known(request), request.variable("id"))
                .filter(seen -> seen.sight() != Sight.REPORTER);
    }

    private static Response drafted(String text) {
        return Response.json(Map.of("text", text, "gaps", Draft.gaps(text)));
    }

    private Response sent(Request request) throws IOException {
        var asked = request.strictJson(Submitted.class, MAX_BODY_BYTES);
        if (asked.sha256 != null && !Sha256.isSha256(asked.sha256)) {
            throw new Refused(400, "'sha256' is the SHA-256 of what was sent, as 64 hexadecimal digits.");
        }
        var sent = new Sent(
                deadline(request),
                Asked.text(asked.text),
                Optional.ofNullable(asked.sha256).map(Sha256::new),
                Asked.text(asked.reference),
                time("sent_at", asked.sent_at));
        return answer(handle.sent(PeopleRefusals.known(request), request.variable("id"), sent));
    }

    private Response end(Request request, boolean dismissed) throws IOException {
        var text = Asked.text(request.strictJson(Ended.class, MAX_BODY_BYTES).text);
        var who = PeopleRefusals.known(request);
        var id = request.variable("id");
        return answer(dismissed ? handle.dismiss(who, id, text) : handle.close(who, id, text));
    }

    private static Response answer(HandleIncident.Outcome outcome) {
        return switch (outcome) {
            case HandleIncident.Outcome.Done(var incident) ->
                Response.json(IncidentJson.of(new Seen(incident, Optional.empty(), Sight.PUBLISHER)));
            case HandleIncident.Outcome.Unknown _ -> unknown();
            case HandleIncident.Outcome.NotAllowed(var why) -> Response.error(403, why);
            case HandleIncident.Outcome.Unfit(var why) -> Response.error(400, why);
        };
    }

    private static Response unknown() {
        return Response.error(404, "There is no such incident.");
    }

    private static Deadline deadline(Request request) {
        return Deadline.named(request.variable("deadline"))
                .orElseThrow(() -> new Refused(404, "There is no such clock."));
    }

    private static <E extends Enum<E>> Set<E> words(
            Class<E> type, String field, @Nullable List<@Nullable String> words, Function<String, Optional<E>> named) {
        var set = EnumSet.noneOf(type);
        for (var word : words == null ? List.<@Nullable String>of() : words) {
            set.add(named.apply(Asked.text(word))
                    .orElseThrow(() -> new Refused(400, "'%s' has no '%s'.".formatted(field, word))));
        }
        return set;
    }

    /// A time with its offset, or none.
    private static Optional<Instant> time(String field, @Nullable String text) {
        try {
            return Asked.textIfAny(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException _) {
            throw new Refused(400, "'%s' is a time, as 2026-03-01T12:00:00Z.".formatted(field));
        }
    }

    private record Reported(
            @Nullable String about,
            @Nullable String words,
            @Nullable String contact) {}

    private record Found(
            @Nullable String severity,
            @Nullable List<@Nullable String> harms,
            @Nullable List<@Nullable String> regimes,
            @Nullable String aware_at,
            @Nullable String assessment,
            @Nullable String about) {}

    private record Submitted(
            @Nullable String text,
            @Nullable String sha256,
            @Nullable String reference,
            @Nullable String sent_at) {}

    private record Ended(@Nullable String text) {}
}
