package plimsoll.web.pages;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.incident.DescribeCase;
import plimsoll.hub.incident.HandleIncident.Finding;
import plimsoll.hub.incident.ReadIncidents.Seen;
import plimsoll.web.http.Request;
import plimsoll.web.pages.view.IncidentPage.Choice;
import plimsoll.web.pages.view.IncidentPage.TriageForm;

/// The form in which a person says how bad an incident is. Sent back with a mistake, it still has all that was written.
final class TriageFields {
    private static final int TO_THE_MINUTE = 16;

    private final DescribeCase describe;

    /// Suggests the laws that `describe` finds.
    TriageFields(DescribeCase describe) {
        this.describe = describe;
    }

    /// The form, filled with what was sent, or else with what is known.
    TriageForm form(Request request, Seen seen) throws IOException {
        var triage = seen.incident().triage();
        boolean sent = request.hasForm() && request.field("assessment").isPresent();
        var severity = sent ? request.field("severity").flatMap(Severity::named) : triage.map(Triage::severity);
        Set<Harm> harms = sent
                ? chosen(request, "harm", Harm.class, Harm::named)
                : triage.<Set<Harm>>map(Triage::harms).orElse(Set.of());
        Set<Regime> regimes = sent
                ? chosen(request, "regime", Regime.class, Regime::named)
                : triage.<Set<Regime>>map(Triage::regimes).orElseGet(() -> describe.regimes(seen.repository()));
        var report = seen.incident().report();
        return new TriageForm(
                Arrays.stream(Severity.values())
                        .map(one -> new Choice(
                                one.word(),
                                one.word(),
                                hint(one),
                                severity.filter(one::equals).isPresent()))
                        .toList(),
                Arrays.stream(Harm.values())
                        .map(one -> new Choice(one.word(), one.sentence(), "", harms.contains(one)))
                        .toList(),
                Arrays.stream(Regime.values())
                        .map(one -> new Choice(
                                one.word(),
                                one.title(),
                                one.jurisdiction() + (one.note().isEmpty() ? "" : ". " + one.note()),
                                regimes.contains(one)))
                        .toList(),
                sent
                        ? request.field("aware").orElse("")
                        : local(triage.map(Triage::awareAt).orElse(report.at())),
                sent
                        ? request.field("assessment").orElse("")
                        : triage.map(Triage::assessment).orElse(report.words()),
                sent
                        ? request.field("about").orElse("")
                        : seen.repository().map(Repository::page).orElse(""));
    }

    /// What was sent; empty when it says no severity, or a time that is none.
    Optional<Finding> read(Request request) throws IOException {
        var severity = request.field("severity").flatMap(Severity::named);
        var written = request.field("aware").orElse("");
        var aware = time(written);
        if (severity.isEmpty() || (aware.isEmpty() && !written.isBlank())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                severity.get(),
                chosen(request, "harm", Harm.class, Harm::named),
                chosen(request, "regime", Regime.class, Regime::named),
                aware,
                request.field("assessment").orElse("").replace("\r\n", "\n"),
                request.field("about").orElse("")));
    }

    /// A time as a browser's field for one has it, in UTC.
    static Optional<Instant> time(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String local(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).toString().substring(0, TO_THE_MINUTE);
    }

    private static String hint(Severity severity) {
        return switch (severity) {
            case MINOR -> "Nobody is likely to come to harm. No clock runs.";
            case SERIOUS -> "Harm was done, or may well have been.";
            case CRITICAL -> "Life or limb is in danger, now or soon. Some clocks run for a day only.";
        };
    }

    private static <E extends Enum<E>> Set<E> chosen(
            Request request, String field, Class<E> type, Function<String, Optional<E>> named) throws IOException {
        var set = EnumSet.noneOf(type);
        request.fields(field).forEach(word -> named.apply(word).ifPresent(set::add));
        return set;
    }
}
