package plimsoll.hub.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.incident.Incidents.Told;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;

/// Reminds of the clocks of incidents as time runs, each step once: first whoever has the case, then everybody who runs
/// the hub and the publisher, then those who watch over the hub too. Reports that nobody looks at have a clock of their
/// own. That an authority was not told in time is on record.
///
/// For one thread at a time.
public final class RemindOfIncidents {
    /// Within this, a person looks at a report: the strictest law gives no more time than that.
    public static final Duration LOOK_WITHIN = Duration.ofDays(1);

    private static final String LOOK = "look";
    private static final int MOST_OPEN = 5_000;

    private final Incidents incidents;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Supplier<List<Namespace>> admins;
    private final Supplier<List<Namespace>> staff;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param admins the accounts of those who run the hub
    /// @param staff the accounts of those who watch over it, those who run it among them
    public RemindOfIncidents(
            Incidents incidents,
            Catalogue catalogue,
            Notices notices,
            Supplier<List<Namespace>> admins,
            Supplier<List<Namespace>> staff,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.incidents = incidents;
        this.catalogue = catalogue;
        this.notices = notices;
        this.admins = admins;
        this.staff = staff;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Tells what is due since the last turn, also of steps that came while the hub did not run.
    public void turn() {
        var now = Instant.ofEpochMilli(clock.millis());
        var open = incidents.open(MOST_OPEN);
        var told = open.isEmpty() ? Map.<Told, Urgency>of() : incidents.told();
        for (var incident : open) {
            if (incident.triage().isEmpty()) {
                look(incident, told, now);
            } else {
                incident.unsent().forEach(each -> remind(incident, each, told, now));
            }
        }
    }

    private void look(Incident incident, Map<Told, Urgency> told, Instant now) {
        var key = new Told(incident.id(), LOOK);
        var due = incident.report().at().plus(LOOK_WITHIN);
        var step = Clock.urgency(incident.report().at(), LOOK_WITHIN, now);
        if (isNew(key, step, told)) {
            transactions.run(() -> {
                incidents.keep(key, step);
                var text = "Nobody has looked at a report of an incident since %s; somebody should until %s."
                        .formatted(incident.report().at(), due);
                (step == Urgency.OVERDUE ? staff : admins).get().forEach(one -> send(one, text, incident, now));
                return true;
            });
        }
    }

    private void remind(Incident incident, Clock running, Map<Told, Urgency> told, Instant now) {
        var key = new Told(incident.id(), running.deadline().word());
        var step = running.urgency(now);
        if (isNew(key, step, told)) {
            transactions.run(() -> {
                incidents.keep(key, step);
                tell(incident, running, step, now);
                return true;
            });
        }
    }

    private static boolean isNew(Told key, Urgency step, Map<Told, Urgency> told) {
        return step.compareTo(told.getOrDefault(key, Urgency.EARLY)) > 0;
    }

    private void tell(Incident incident, Clock running, Urgency step, Instant now) {
        var deadline = running.deadline();
        var text = step == Urgency.OVERDUE
                ? "Too late: %s had to know of an incident until %s (%s)."
                        .formatted(
                                deadline.recipient(),
                                running.due(),
                                deadline.regime().title())
                : "%s has to know of an incident until %s (%s)."
                        .formatted(
                                deadline.recipient(),
                                running.due(),
                                deadline.regime().title());
        var people = new LinkedHashMap<String, Namespace>();
        incident.triage().map(Triage::by).map(Namespace::new).ifPresent(one -> people.put(one.key(), one));
        if (step != Urgency.HALFWAY) {
            (step == Urgency.OVERDUE ? staff : admins).get().forEach(one -> people.put(one.key(), one));
            incident.report()
                    .repository()
                    .flatMap(catalogue::find)
                    .map(found -> found.name().namespace())
                    .ifPresent(owner -> people.put(owner.key(), owner));
        }
        people.values().forEach(one -> send(one, text, incident, now));
        if (step == Urgency.OVERDUE) {
            journal.append(Deed.of(
                    Deed.Kind.INCIDENT_OVERDUE,
                    Deed.PLIMSOLL,
                    incident.report().repository().map(one -> one.hex()).orElse(incident.mark()),
                    Map.of(
                            "incident", incident.mark(),
                            "deadline", deadline.word(),
                            "due", running.due().toString())));
        }
    }

    private void send(Namespace to, String text, Incident incident, Instant now) {
        notices.send(to, new Notice(text, ReportIncident.page(incident), now));
    }
}
