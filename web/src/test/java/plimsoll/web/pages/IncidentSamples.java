package plimsoll.web.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.web.pages.SamplePages.Sample;
import plimsoll.web.pages.view.Frame;
import plimsoll.web.pages.view.IncidentList;
import plimsoll.web.pages.view.IncidentNotice;
import plimsoll.web.pages.view.IncidentPage;
import plimsoll.web.pages.view.IncidentPage.Choice;
import plimsoll.web.pages.view.IncidentPage.Ticking;
import plimsoll.web.pages.view.IncidentReport;
import plimsoll.web.pages.view.Moment;

/// The pages of incidents with something to show, a stranger's words among it.
final class IncidentSamples {
    private static final String NASTY = "\"><script>alert('x')</script>";
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Moment AT = Moment.of(SamplePages.NOW.minusSeconds(7_200), SamplePages.NOW);

    private IncidentSamples() {}

    static void put(Map<String, Sample> pages, Frame frame) {
        put(
                pages,
                frame,
                "incident-report",
                "report",
                new IncidentReport(NASTY, NASTY, NASTY, false, Optional.of(NASTY)));
        put(pages, frame, "incidents", "list", list());
        put(pages, frame, "incident", "one", staff());
        put(pages, frame, "incident-of-reporter", "one", reporter());
        put(
                pages,
                frame,
                "incident-notice",
                "notice",
                new IncidentNotice(ID, clock("pressing", Optional.empty()), NASTY, 3, NASTY, Optional.of(NASTY)));
    }

    private static void put(Map<String, Sample> pages, Frame frame, String name, String template, Object page) {
        pages.put(name, new Sample("incidents/" + template, Map.of("frame", frame, "page", page)));
    }

    private static IncidentList list() {
        return new IncidentList(
                List.of(
                        new IncidentList.Line(
                                ID,
                                NASTY,
                                NASTY,
                                "triaged",
                                true,
                                "critical",
                                AT,
                                Optional.of(clock("overdue", Optional.empty()))),
                        new IncidentList.Line(ID, "", "It leaked.", "closed", false, "", AT, Optional.empty())),
                true);
    }

    private static Ticking clock(String urgency, Optional<String> sent) {
        return new Ticking(
                "eu-5-days",
                "European AI Office",
                "EU AI Act, 5 days",
                "Article 55(1)(c)",
                "A note.",
                AT,
                "3 hours 5 minutes left",
                urgency,
                80,
                sent);
    }

    private static IncidentPage staff() {
        var choice = List.of(new Choice("serious", "serious", "Harm was done.", true));
        return new IncidentPage(
                ID,
                NASTY,
                Optional.of("/lab/tide"),
                "triaged",
                true,
                NASTY,
                AT,
                "somebody without an account",
                NASTY,
                Optional.of(new IncidentPage.Found(
                        "serious", List.of("Somebody died"), List.of("EU AI Act"), AT, NASTY, "rita", AT)),
                List.of(clock("pressing", Optional.empty()), clock("sent", Optional.of("Told by " + NASTY))),
                true,
                true,
                Optional.of(new IncidentPage.TriageForm(choice, choice, choice, "2026-11-23T10:00", NASTY, NASTY)),
                NASTY,
                Optional.empty(),
                Optional.of(NASTY));
    }

    private static IncidentPage reporter() {
        return new IncidentPage(
                ID,
                "",
                Optional.empty(),
                "dismissed",
                false,
                NASTY,
                AT,
                "",
                "",
                Optional.empty(),
                List.of(),
                false,
                false,
                Optional.empty(),
                "",
                Optional.of(NASTY),
                Optional.empty());
    }
}
