package plimsoll.domain.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the notice that a law asks for, from what the hub knows. What it cannot know is a gap that says what belongs
/// there; a person fills it, or says that it is not known yet.
///
/// The points are those of the Code of Practice (Measure 9.2), of GDPR Article 33(3), of section 22757.13(a) of the
/// California Business and Professions Code and of the RAISE Act.
public final class Draft {
    private static final Pattern GAPS = Pattern.compile("\\[TO FILL IN:[^\\]]*]");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();
    private final Incident incident;
    private final Triage triage;
    private final CaseFacts facts;

    private Draft(Incident incident, Triage triage, CaseFacts facts) {
        this.incident = incident;
        this.triage = triage;
        this.facts = facts;
    }

    /// The notice that stops `clock`. Pure: the same facts give the same text.
    ///
    /// @param triage the incident's
    public static String notice(Incident incident, Triage triage, Clock clock, CaseFacts facts, Instant now) {
        var draft = new Draft(incident, triage, facts);
        draft.head(clock, now);
        switch (clock.deadline().regime()) {
            case EU_AI_ACT -> draft.aiOffice();
            case GDPR -> draft.dataProtection();
            case US_SB53, NY_RAISE -> draft.safety(clock.deadline().regime());
        }
        return draft.text.toString();
    }

    /// The report that closes an incident: what happened, who was told when, what was learned.
    ///
    /// @param triage the incident's
    public static String closing(Incident incident, Triage triage, CaseFacts facts, Instant now) {
        var draft = new Draft(incident, triage, facts);
        draft.line("Closing report of incident " + incident.mark());
        draft.line("Written: " + TIME.format(now));
        draft.section("What happened", List.of(triage.assessment()));
        draft.section("Severity and harm", draft.harms());
        draft.section("Who was told", draft.told());
        draft.section("What was done on this hub", draft.measures());
        draft.section("Cause", List.of(gap("why it happened, and which safeguards failed")));
        draft.section("What is changed so that it does not happen again", List.of(gap("what was learned")));
        return draft.text.toString();
    }

    /// How many gaps a text still has.
    public static int gaps(String text) {
        return (int) GAPS.matcher(text).results().count();
    }

    private void head(Clock clock, Instant now) {
        var deadline = clock.deadline();
        line("To: " + deadline.recipient());
        line("Notice of an incident under %s (%s)"
                .formatted(deadline.regime().title(), deadline.regime().source()));
        line("From: " + gap("name, address and a contact who can be reached, of the provider"));
        line("Incident: %s, on the hub %s".formatted(incident.mark(), facts.hub()));
        line("Known since: " + TIME.format(triage.awareAt()));
        line("Reported to this hub: " + TIME.format(incident.report().at()));
        line("To be told until: " + TIME.format(clock.due()));
        line("Written: " + TIME.format(now));
    }

    private void aiOffice() {
        section("1. When it began and ended", List.of(gap("first and last day, or the best estimate of them")));
        section("2. Harm, and who came to harm", harms(), gap("who or which group came to harm, and how many"));
        section("3. What led to it", List.of(triage.assessment()));
        section("4. Model and versions", model());
        section("5. What shows the model's part in it", known(), gap("inputs, outputs and logs that show it"));
        section("6. What was done about it", measures(), gap("what else is planned, and by when"));
        section("7. What the AI Office or national authorities should do", List.of(gap("recommendations, or none")));
        section("8. Cause", List.of(gap("root cause: which outputs and which failed safeguards, as far as known")));
        section("9. Patterns and near misses seen since release", List.of(gap("what monitoring showed, or nothing")));
    }

    private void dataProtection() {
        section(
                "(a) Nature of the breach",
                List.of(triage.assessment()),
                gap("categories and number of people and of records concerned"));
        section("(b) Contact", List.of(gap("data protection officer, or another contact")));
        section("(c) Likely consequences", harms(), gap("what may follow for the people concerned"));
        section("(d) Measures", measures(), gap("what else is proposed, also to soften effects on people"));
        section("Where the data were", model());
    }

    private void safety(Regime regime) {
        section("1. Date of the incident", List.of(gap("when it happened; known since the time above")));
        section("2. Why it is reported", harms());
        section("3. What happened, in plain words", List.of(triage.assessment()));
        if (regime == Regime.US_SB53) {
            section("4. Whether it came of internal use of the model", List.of(gap("yes or no")));
        }
        section("Model", model());
        section("What was done about it", measures());
    }

    private List<String> harms() {
        var lines = triage.harms().stream().map(harm -> harm.sentence() + ".").collect(Collectors.toList());
        lines.addFirst("Severity: %s.".formatted(triage.severity().word()));
        return lines;
    }

    private List<String> model() {
        if (facts.model().isEmpty()) {
            return List.of(gap("the model and its versions, or that none is concerned"));
        }
        var lines = new ArrayList<String>();
        lines.add("%s/%s".formatted(facts.hub(), facts.model().get()));
        lines.add("Revision: " + facts.revision().orElse(gap("which versions are concerned")));
        lines.addAll(facts.release());
        lines.add("Copies handed out to accounts: " + facts.holders());
        return lines;
    }

    private List<String> known() {
        return facts.known().isEmpty() ? List.of("Nothing is on the model's fact sheet.") : facts.known();
    }

    private List<String> measures() {
        return facts.measures().isEmpty() ? List.of("Nothing yet on this hub.") : facts.measures();
    }

    private List<String> told() {
        var lines = incident.clocks().stream()
                .map(clock -> incident.sent(clock.deadline())
                        .map(sent -> "%s: told %s, due %s, SHA-256 %s%s"
                                .formatted(
                                        clock.deadline().recipient(),
                                        TIME.format(sent.at()),
                                        TIME.format(clock.due()),
                                        sent.sha256().hex(),
                                        sent.at().isAfter(clock.due()) ? " (too late)" : ""))
                        .orElseGet(
                                () -> "%s: not told".formatted(clock.deadline().recipient())))
                .toList();
        return lines.isEmpty() ? List.of("No authority had to be told.") : lines;
    }

    private void section(String title, List<String> lines, String... gaps) {
        text.append('\n').append(title).append('\n');
        lines.forEach(this::line);
        List.of(gaps).forEach(this::line);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String gap(String what) {
        return "[TO FILL IN: %s]".formatted(what);
    }
}
