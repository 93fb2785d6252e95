package plimsoll.web.pages;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.hub.gateway.UsageRecords;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.http.Visitor.BySession;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.Figures;
import plimsoll.web.pages.view.UsagePage;

/// What an account asked of models, by day, for its holder; and an organisation's, for those who administer it.
public final class UsagePages {
    private static final int DAYS = 30;
    private static final int ALL_DAYS = 400;
    private static final int BAR = 20;
    private static final int HEIGHT = 130;

    private final UsageRecords records;
    private final PageWriter pages;
    private final RefusalPages refusals;
    private final Signed signed;
    private final InstantSource clock;

    /// With what it shows.
    public UsagePages(UsageRecords records, PageWriter pages, InstantSource clock) {
        this.records = records;
        this.pages = pages;
        this.refusals = new RefusalPages(pages);
        this.signed = new Signed(refusals);
        this.clock = clock;
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                signed.route("GET", "/settings/usage", this::page),
                signed.route("GET", "/settings/usage.csv", this::csv));
    }

    private Response page(Request request, BySession session) {
        var spender = spender(request, session.who());
        if (!maySee(session.who(), spender)) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1);
        var days = records.days(spender, first);
        return pages.page(
                200,
                request,
                Place.titled("Usage"),
                "account/usage",
                Map.of("page", shown(session.who(), spender, first, days)));
    }

    private Response csv(Request request, BySession session) {
        var spender = spender(request, session.who());
        if (!maySee(session.who(), spender)) {
            return refusals.tell(request, new RoleTooSmall());
        }
        var text = new StringBuilder("day,model,requests,stopped,read_tokens,written_tokens\r\n");
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(ALL_DAYS);
        for (var day : records.days(spender, first)) {
            // A model's name has neither commas nor quotes, and begins with no sign that a spreadsheet obeys.
            text.append("%s,%s,%d,%d,%d,%d\r\n"
                    .formatted(day.day(), day.model(), day.requests(), day.stopped(), day.read(), day.written()));
        }
        return Response.bytes(
                        200,
                        "text/csv; charset=utf-8; header=present",
                        text.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"usage.csv\"");
    }

    private static Namespace spender(Request request, Known who) {
        return request.query("of")
                .filter(Namespace::isNamespace)
                .map(Namespace::new)
                .orElse(who.name());
    }

    /// Whoever administers an organisation sees what all its members spend of its budget.
    private static boolean maySee(Known who, Namespace spender) {
        return who.holds(OrganisationRole.ADMIN, spender);
    }

    private static UsagePage shown(Known who, Namespace spender, LocalDate first, List<DayOfUse> days) {
        var read = new LinkedHashMap<LocalDate, Long>();
        var written = new LinkedHashMap<LocalDate, Long>();
        days.forEach(day -> {
            read.merge(day.day(), day.read(), Long::sum);
            written.merge(day.day(), day.written(), Long::sum);
        });
        long most = read.keySet().stream()
                .mapToLong(day -> read.getOrDefault(day, 0L) + written.getOrDefault(day, 0L))
                .max()
                .orElse(0);
        var bars = new ArrayList<UsagePage.Bar>();
        for (int i = 0; i < DAYS; i++) {
            var day = first.plusDays(i);
            long in = read.getOrDefault(day, 0L);
            long out = written.getOrDefault(day, 0L);
            bars.add(new UsagePage.Bar(
                    day.toString(),
                    i * BAR + 2,
                    height(in, most),
                    height(out, most),
                    "%s: %s read, %s written".formatted(day, Figures.exact(in), Figures.exact(out))));
        }
        var organisations = who.organisations().keySet().stream()
                .filter(each -> maySee(who, each))
                .map(Namespace::text)
                .sorted()
                .toList();
        return new UsagePage(
                spender.text(),
                organisations,
                bars,
                days.reversed().stream().map(UsagePages::line).toList(),
                days.stream().mapToLong(DayOfUse::requests).sum(),
                days.stream().mapToLong(DayOfUse::tokens).sum(),
                most);
    }

    private static int height(long tokens, long most) {
        return most == 0 ? 0 : (int) (tokens * HEIGHT / most);
    }

    private static UsagePage.Line line(DayOfUse day) {
        return new UsagePage.Line(
                day.day().toString(), day.model(), day.requests(), day.stopped(), day.read(), day.written());
    }
}
