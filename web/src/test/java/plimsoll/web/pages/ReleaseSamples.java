package plimsoll.web.pages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.web.pages.SamplePages.Sample;
import plimsoll.web.pages.view.AccessPage;
import plimsoll.web.pages.view.AccountList;
import plimsoll.web.pages.view.Agreements;
import plimsoll.web.pages.view.Frame;
import plimsoll.web.pages.view.Inbox;
import plimsoll.web.pages.view.LineageChart;
import plimsoll.web.pages.view.Masthead;
import plimsoll.web.pages.view.Moment;
import plimsoll.web.pages.view.Oversight;
import plimsoll.web.pages.view.ReleasePage;
import plimsoll.web.pages.view.ReleasePage.Choices;
import plimsoll.web.pages.view.ReleasePage.Option;
import plimsoll.web.pages.view.Requests;
import plimsoll.web.pages.view.SigningKeys;

/// The pages of releases with something to show, a stranger's words among it.
final class ReleaseSamples {
    private static final String NASTY = "\"><script>alert('x')</script>";
    private static final Moment AT = Moment.of(SamplePages.NOW.minusSeconds(7_200), SamplePages.NOW);

    private ReleaseSamples() {}

    static void put(Map<String, Sample> pages, Frame frame, Masthead head) {
        pages.put("release", of("repository/release", frame, head, release()));
        pages.put("access", of("repository/access", frame, head, access()));
        pages.put("requests", of("repository/requests", frame, head, requests()));
        pages.put("inbox", new Sample("account/inbox", Map.of("frame", frame, "page", inbox(NASTY))));
        pages.put("agreements", new Sample("people/agreements", Map.of("frame", frame, "page", agreements())));
        pages.put("accounts", new Sample("people/accounts", Map.of("frame", frame, "page", accounts())));
        pages.put("keys", new Sample("people/keys", Map.of("frame", frame, "page", keys())));
        IncidentSamples.put(pages, frame);
        pages.put("oversight", new Sample("oversight", Map.of("frame", frame, "page", oversight())));
    }

    private static Sample of(String template, Frame frame, Masthead head, Object page) {
        return new Sample(template, Map.of("frame", frame, "head", head, "page", page));
    }

    private static ReleasePage release() {
        var options = List.of(new Option("withheld", "Closed", false), new Option("downloadable", "Open to all", true));
        return new ReleasePage(
                new ReleasePage.Gauge(4, 5, PlanWords.levels(), "Released on terms; may be at most downloadable."),
                List.of(new ReleasePage.Part("weights", "on terms", "whoever accepts the terms")),
                List.of("May download the weights: whoever accepts the terms."),
                List.of("From 2027-03-01 on, may have the weights: anybody."),
                List.of("At most downloadable: lab/tide derives from " + NASTY),
                List.of("Revision 0123456789 was recalled: " + NASTY),
                List.of(new ReleasePage.Files("weights", List.of("model.safetensors", NASTY), 3)),
                Optional.of(new LineageChart(
                        440,
                        48,
                        List.of(
                                new LineageChart.Box(
                                        "a/base", "a/base", "mit", Optional.of("/a/base"), 4, 4, false, true),
                                new LineageChart.Box(NASTY, NASTY, NASTY, Optional.empty(), 244, 4, true, false)),
                        List.of(new LineageChart.Line(194, 24, 244, 24)),
                        List.of(NASTY))),
                Optional.of("/lab/tide/access"),
                List.of(new ReleasePage.Commit(
                        "refs/heads/main", "main", "0123456789", "nothing", Optional.of("The files are inspected."))),
                Optional.of(new ReleasePage.Editor(
                        List.of(new Choices("weights", "weights", options), new Choices("papers", "papers", options)),
                        List.of(new Option("a1", NASTY, true)),
                        "Be kind. " + NASTY,
                        true,
                        true,
                        List.of("It may not be that open."),
                        List.of("May download the weights: anybody."))),
                Optional.of("/lab/tide/release/recall"),
                Optional.of(List.of(new ReleasePage.Copy("grace", "model.safetensors", AT))),
                List.of(new ReleasePage.Statement(
                        "plan set",
                        AT,
                        "/api/models/lab/tide/release/statements/" + "0".repeat(64),
                        "/log/entry/7.tlog-proof")),
                List.of(new ReleasePage.Reproduced(
                        "grace", "0123456789", false, NASTY, AT, "/log/entry/8.tlog-proof")));
    }

    private static AccessPage access() {
        return new AccessPage(
                NASTY,
                "So that we know who has it.",
                "Be kind.\n" + NASTY,
                "0".repeat(64),
                "Accept",
                List.of(
                        new AccessPage.Field("field-0", NASTY, "text", List.of()),
                        new AccessPage.Field("field-1", "Since", "date", List.of()),
                        new AccessPage.Field("field-2", "I am human", "checkbox", List.of()),
                        new AccessPage.Field(
                                "field-3", "Country", "select", List.of(new Option("FR", "France", false)))),
                Optional.of("Your request awaits the publisher's approval."),
                true,
                Optional.of("The terms have changed."));
    }

    private static Requests requests() {
        var grace = new Requests.Request("grace", List.of("Why: " + NASTY), AT, "2027-01-01");
        var hank = new Requests.Request("hank", List.of(), AT, "");
        var actions = List.of(new Option("accepted", "Accept", false), new Option("rejected", "Reject", false));
        return new Requests(
                List.of(
                        new Requests.Group("Waiting", List.of(grace), true, actions),
                        new Requests.Group("Have access", List.of(hank), false, actions),
                        new Requests.Group("Rejected", List.of(), false, List.of())),
                Optional.of("Nobody is called so."));
    }

    private static Inbox inbox(String text) {
        return new Inbox(
                List.of(
                        new Inbox.Notice(text, "/lab/tide", AT, true),
                        new Inbox.Notice("Read.", "/lab/tide", AT, false)),
                1,
                0);
    }

    private static Agreements.Agreement agreement(boolean inForce) {
        return new Agreements.Agreement(
                inForce ? "a1" : "b2",
                NASTY,
                "grace, harbour",
                "A., B.",
                "0".repeat(64),
                "2026-01-01",
                "2027-01-01",
                inForce);
    }

    private static Agreements agreements() {
        return new Agreements("lab", List.of(agreement(true), agreement(false)), Optional.of("Another end, please."));
    }

    private static AccountList accounts() {
        return new AccountList(
                NASTY,
                "member",
                "suspended",
                List.of(
                        new AccountList.Account("grace", NASTY, "admin", false, AT),
                        new AccountList.Account("mallory", "", "member", true, AT)),
                Optional.of("/settings/accounts?after=mallory"),
                Optional.of("The last admin stays one."));
    }

    private static SigningKeys keys() {
        return new SigningKeys(
                "lab",
                List.of(new SigningKeys.Key("0".repeat(64), "P-256", "-----BEGIN PUBLIC KEY-----\n" + NASTY, AT)),
                true,
                Optional.of("That is no public key."));
    }

    private static Oversight oversight() {
        return new Oversight(
                List.of(new Oversight.Recall("lab/tide", NASTY, "grace", AT)),
                List.of(agreement(true)),
                List.of(
                        new Oversight.Deed(
                                "plan set", "ada", "lab/tide", "/lab/tide/release", List.of("plan: " + NASTY), AT),
                        new Oversight.Deed("agreement made", "ada", "a1", "", List.of(), AT)));
    }
}
