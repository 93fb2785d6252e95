package plimsoll.web.plimsoll;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.incident.Clock;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Triage;
import plimsoll.hub.incident.ReadIncidents.Seen;
import plimsoll.hub.incident.ReadIncidents.Sight;

/// An incident as JSON, as much of it as its reader may see.
///
/// @param about what it is about, as its reporter wrote it
/// @param reporter the account that reported it; absent for strangers, and for readers who may not know
/// @param cause what the hub noticed, where the hub reported it
/// @param triage what was made of it; absent while nobody looked, and for readers who may not know
/// @param clocks the strictest first
/// @param ending what came of it
record IncidentJson(
        String id,
        String state,
        String about,
        String words,
        String reported_at,
        @Nullable String reporter,
        @Nullable String contact,
        @Nullable String cause,
        @Nullable TriageJson triage,
        List<ClockJson> clocks,
        @Nullable EndingJson ending) {

    static IncidentJson of(Seen seen) {
        var incident = seen.incident();
        var report = incident.report();
        boolean all = seen.sight().compareTo(Sight.WATCHER) >= 0;
        boolean handles = seen.sight() != Sight.REPORTER;
        return new IncidentJson(
                incident.id(),
                incident.state().word(),
                report.about(),
                report.words(),
                report.at().toString(),
                all ? report.reporter().orElse(null) : null,
                all && !report.contact().isEmpty() ? report.contact() : null,
                report.cause().isEmpty() ? null : report.cause(),
                handles ? incident.triage().map(TriageJson::of).orElse(null) : null,
                handles
                        ? incident.clocks().stream()
                                .map(clock -> ClockJson.of(incident, clock))
                                .toList()
                        : List.of(),
                ending(incident, handles));
    }

    // What was learned inside is not for every reporter; that it is over, and why it was none, is.
    private static @Nullable EndingJson ending(Incident incident, boolean handles) {
        return incident.ending()
                .map(end -> new EndingJson(
                        end.dismissed(),
                        handles || end.dismissed() ? end.text() : "",
                        end.at().toString()))
                .orElse(null);
    }

    /// What a person made of it.
    record TriageJson(
            String severity,
            List<String> harms,
            List<String> regimes,
            String aware_at,
            String assessment,
            String by,
            String at) {
        static TriageJson of(Triage triage) {
            return new TriageJson(
                    triage.severity().word(),
                    triage.harms().stream().map(Harm::word).toList(),
                    triage.regimes().stream().map(Regime::word).toList(),
                    triage.awareAt().toString(),
                    triage.assessment(),
                    triage.by(),
                    triage.at().toString());
        }
    }

    /// A clock, and what stopped it.
    record ClockJson(
            String deadline,
            String regime,
            String recipient,
            String source,
            String due,
            @Nullable String sent_at,
            @Nullable String sha256,
            @Nullable String reference) {
        static ClockJson of(Incident incident, Clock clock) {
            var deadline = clock.deadline();
            var sent = incident.sent(deadline);
            return new ClockJson(
                    deadline.word(),
                    deadline.regime().word(),
                    deadline.recipient(),
                    deadline.regime().source(),
                    clock.due().toString(),
                    sent.map(each -> each.at().toString()).orElse(null),
                    sent.map(each -> each.sha256().hex()).orElse(null),
                    sent.map(each -> each.reference()).orElse(null));
        }
    }

    /// How it ended.
    record EndingJson(boolean dismissed, String text, String at) {}
}
