package plimsoll.web.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.web.pages.SamplePages.Sample;
import plimsoll.web.pages.view.CommitPage.Line;
import plimsoll.web.pages.view.DeclarationPage;
import plimsoll.web.pages.view.DeclarationPage.Field;
import plimsoll.web.pages.view.Frame;
import plimsoll.web.pages.view.LinePage;
import plimsoll.web.pages.view.Masthead;
import plimsoll.web.pages.view.Moment;
import plimsoll.web.pages.view.Owed;
import plimsoll.web.pages.view.ReleasePage.Option;
import plimsoll.web.pages.view.ReportPage;
import plimsoll.web.pages.view.TemplatePage;

/// The pages of facts and of what is filled from them with something to show, a stranger's words among it.
final class LineSamples {
    private static final String NASTY = "\"><script>alert('x')</script>";
    private static final Moment AT = Moment.of(SamplePages.NOW.minusSeconds(7_200), SamplePages.NOW);

    private LineSamples() {}

    static void put(Map<String, Sample> pages, Frame frame, Masthead head) {
        pages.put("line", of("repository/line", frame, head, line()));
        pages.put("chat-template", of("repository/chat-template", frame, head, template()));
        pages.put("duties", new Sample("duties", Map.of("frame", frame, "duties", List.of(owed(false)))));
        pages.put("declare", of("repository/declare", frame, head, declare()));
        pages.put("report", of("repository/report", frame, head, report()));
        pages.put(
                "declarations",
                new Sample(
                        "declarations",
                        Map.of("frame", frame, "groups", declare().groups())));
    }

    private static Sample of(String template, Frame frame, Masthead head, Object page) {
        return new Sample(template, Map.of("frame", frame, "head", head, "page", page));
    }

    private static TemplatePage template() {
        var changed = List.of(new Line("removed", "- {{ x }}"), new Line("added", "+ " + NASTY));
        return new TemplatePage(
                "0123456789".repeat(4),
                false,
                List.of(
                        new TemplatePage.Variant("tokenizer_config.json", NASTY, List.of()),
                        new TemplatePage.Variant("model.gguf", NASTY, changed)),
                List.of(
                        new TemplatePage.Base("lab/tide", "/lab/tide", "They differ.", changed),
                        new TemplatePage.Base(NASTY, "", "It is not on this hub.", List.of())));
    }

    private static LinePage line() {
        return new LinePage(
                "0123456789".repeat(4),
                List.of(new LinePage.Fact("params", NASTY, "measured", NASTY, NASTY, true)),
                List.of("monetised"),
                List.of(NASTY),
                Optional.empty(),
                List.of(owed(false), owed(true)),
                Optional.of(NASTY),
                List.of(new Option("eu", "EU Model Documentation Form", false)),
                true,
                true,
                true,
                true,
                true);
    }

    private static Owed owed(boolean met) {
        return new Owed(
                met ? "d1" : "d2",
                "lab/tide",
                NASTY,
                NASTY,
                NASTY,
                AT,
                Optional.of(AT),
                met ? "" : "3 days 2 hours left",
                "halfway",
                met ? "met" : "open",
                2,
                "3 months",
                met ? "" : "within 15 days of an incident",
                met ? Optional.of(AT) : Optional.empty(),
                List.of(
                        new Owed.Told("Round 2", NASTY, "https://example.org/", NASTY),
                        new Owed.Told("Round 1", NASTY, "", "")),
                NASTY,
                !met,
                met ? 1 : 0,
                !met);
    }

    private static DeclarationPage declare() {
        return new DeclarationPage(
                "/lab/tide/line/declare",
                false,
                List.of(new DeclarationPage.Group(
                        "g0",
                        "All shapes",
                        List.of(
                                field("compute", "number"),
                                field("paid", "truth"),
                                field("uses", "words"),
                                field("why", "text"),
                                field("since", "day")))),
                List.of(NASTY),
                List.of(new DeclarationPage.Statement(NASTY, AT, true, "/statement", 7)),
                "/settings/keys/lab");
    }

    private static Field field(String name, String shape) {
        return new Field(name, "Label of " + name, NASTY, shape, "FLOP", NASTY, NASTY, true, true, true, NASTY);
    }

    private static ReportPage report() {
        var answered = new ReportPage.Item(
                "Compute",
                "everybody",
                true,
                List.of(new ReportPage.Answer(NASTY, NASTY, "declared", NASTY, NASTY)),
                "");
        var missing = new ReportPage.Item("Design", "AI Office", false, List.of(), "Missing: " + NASTY);
        return new ReportPage(
                "eu",
                "EU Model Documentation Form",
                "Somewhere",
                "lab/tide",
                "0123456789".repeat(4),
                "2026-11-27 04:00 UTC",
                "1 of 2 items are answered; 1 are missing.",
                List.of(new ReportPage.Section("General", List.of(answered, missing))),
                List.of(new Option("eu", "EU", true), new Option("sb53", "SB 53", false)),
                "/document.json",
                "/document.html");
    }
}
