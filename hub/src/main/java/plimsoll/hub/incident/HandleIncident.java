package plimsoll.hub.incident;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.incident.Deadline;
import plimsoll.domain.incident.Draft;
import plimsoll.domain.incident.Harm;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.incident.Incident.Ending;
import plimsoll.domain.incident.Regime;
import plimsoll.domain.incident.Severity;
import plimsoll.domain.incident.Submission;
import plimsoll.domain.incident.Triage;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.incident.ReadIncidents.Seen;
import plimsoll.hub.incident.ReadIncidents.Sight;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.FollowStages;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;

/// What is done about an incident: a person looks at it, authorities are told, it is closed or found to be none. Those
/// who run the hub decide; whoever publishes what it is about may tell authorities, for the duty is often theirs.
///
/// While a repository has an incident that is more than minor, stages of its release plan that wait for none are held
/// back. Safe for use by any number of threads.
public final class HandleIncident {
    private static final int MOST_ABOUT_ONE = 100;

    private final Incidents incidents;
    private final ReadIncidents read;
    private final Catalogue catalogue;
    private final FollowStages stages;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public HandleIncident(
            Incidents incidents,
            ReadIncidents read,
            Catalogue catalogue,
            FollowStages stages,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.incidents = incidents;
        this.read = read;
        this.catalogue = catalogue;
        this.stages = stages;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is done.
        record Done(Incident incident) implements Outcome {}

        /// There is no such incident that they may see.
        record Unknown() implements Outcome {}

        /// They may not, for a reason in words.
        record NotAllowed(String why) implements Outcome {}

        /// It cannot be, for a reason in words.
        record Unfit(String why) implements Outcome {}
    }

    /// What a person makes of a report.
    ///
    /// @param about the page of the repository it is about; empty where it is about none
    /// @param awareAt when it was first known; empty for when it was reported
    public record Finding(
            Severity severity,
            Set<Harm> harms,
            Set<Regime> regimes,
            Optional<Instant> awareAt,
            String assessment,
            String about) {}

    /// Says how bad it is and which laws want to hear of it; perhaps again, as more becomes known. Nobody gains time by
    /// that: the clocks never begin later than the report.
    public Outcome triage(Recipient who, String id, Finding finding) {
        return change(who, id, Sight.STAFF, (by, seen) -> triaged(by, seen.incident(), finding));
    }

    private Outcome triaged(Known by, Incident incident, Finding finding) {
        var aware = finding.awareAt().orElse(incident.report().at());
        if (aware.isAfter(incident.report().at())) {
            return new Outcome.Unfit("It was known when it was reported, at %s: clocks begin no later than that."
                    .formatted(incident.report().at()));
        }
        var repository = ReportIncident.repository(catalogue, finding.about().strip());
        if (repository.isEmpty() && !finding.about().isBlank()) {
            return new Outcome.Unfit("There is no repository at '%s'.".formatted(finding.about()));
        }
        var triage = new Triage(
                finding.severity(),
                new TreeSet<>(finding.harms()),
                new TreeSet<>(finding.regimes()),
                aware,
                finding.assessment().strip(),
                by.name().text(),
                now());
        var found = incident.about(repository.map(Repository::id)).with(triage);
        incidents.keep(found);
        record(
                Deed.Kind.INCIDENT_TRIAGED,
                by,
                found,
                Map.of(
                        "severity", triage.severity().word(),
                        "harms", triage.harms().stream().map(Harm::word).collect(Collectors.joining(",")),
                        "regimes", triage.regimes().stream().map(Regime::word).collect(Collectors.joining(",")),
                        "aware", triage.awareAt().toString(),
                        "clocks",
                                found.clocks().stream()
                                        .map(each -> each.deadline().word())
                                        .collect(Collectors.joining(","))));
        incident.report().repository().flatMap(catalogue::find).ifPresent(before -> holdStages(by, before));
        repository.ifPresent(one -> holdStages(by, one));
        tell(
                found,
                "An incident about %s was found to be %s."
                        .formatted(named(found), triage.severity().word()));
        return new Outcome.Done(found);
    }

    /// What was sent to an authority.
    ///
    /// @param deadline the clock that it stops
    /// @param text what was sent; empty where only its hash is to be kept
    /// @param sha256 its hash, where there is no text
    /// @param reference what the authority calls it; may be empty
    /// @param at when; empty for now
    public record Sent(
            Deadline deadline, String text, Optional<Sha256> sha256, String reference, Optional<Instant> at) {}

    /// Records that an authority was told.
    public Outcome sent(Recipient who, String id, Sent sent) {
        return change(who, id, Sight.PUBLISHER, (by, seen) -> submitted(by, seen.incident(), sent));
    }

    private Outcome submitted(Known by, Incident incident, Sent sent) {
        var running = incident.clocks().stream()
                .filter(each -> each.deadline() == sent.deadline())
                .findFirst();
        if (running.isEmpty()) {
            return new Outcome.Unfit("No clock of that name runs for this incident.");
        }
        if (incident.submissions().size() >= MOST_ABOUT_ONE) {
            return new Outcome.Unfit("%d notices are on record already.".formatted(MOST_ABOUT_ONE));
        }
        int gaps = Draft.gaps(sent.text());
        if (gaps > 0) {
            return new Outcome.Unfit(
                    "The notice still has %d gaps; fill them in, or say there that it is not known yet."
                            .formatted(gaps));
        }
        if (sent.text().isBlank() && sent.sha256().isEmpty()) {
            return new Outcome.Unfit("Give the text that was sent, or its SHA-256.");
        }
        var at = sent.at().orElseGet(this::now);
        if (at.isAfter(now()) || at.isBefore(running.get().from())) {
            return new Outcome.Unfit(
                    "It was sent between %s and now.".formatted(running.get().from()));
        }
        var submission = new Submission(
                sent.deadline(),
                at,
                sent.text().isBlank() ? sent.sha256().orElseThrow() : Sha256.ofUtf8(sent.text()),
                sent.text().isBlank() ? "" : sent.text(),
                sent.reference().strip(),
                by.name().text());
        var told = incident.with(submission);
        incidents.keep(told);
        record(
                Deed.Kind.INCIDENT_NOTIFIED,
                by,
                told,
                Map.of(
                        "deadline", submission.deadline().word(),
                        "due", running.get().due().toString(),
                        "sent", at.toString(),
                        "sha256", submission.sha256().hex(),
                        "reference", submission.reference()));
        return new Outcome.Done(told);
    }

    /// Closes an incident, with a report that nothing is missing from.
    public Outcome close(Recipient who, String id, String report) {
        return change(who, id, Sight.STAFF, (by, seen) -> {
            var incident = seen.incident();
            if (incident.triage().isEmpty()) {
                return new Outcome.Unfit("Nobody has looked at it: say how bad it is first, or that it is none.");
            }
            var unsent = incident.unsent().stream()
                    .map(each -> each.deadline().recipient())
                    .collect(Collectors.joining(", "));
            if (!unsent.isEmpty()) {
                return new Outcome.Unfit("Not everybody who has to know was told: " + unsent + ".");
            }
            int gaps = Draft.gaps(report);
            return gaps > 0
                    ? new Outcome.Unfit("The report still has %d gaps.".formatted(gaps))
                    : end(by, seen, false, report);
        });
    }

    /// Finds that it is no incident. About what somebody publishes, another person has to say so.
    public Outcome dismiss(Recipient who, String id, String reason) {
        return change(
                who,
                id,
                Sight.STAFF,
                (by, seen) -> seen.repository()
                                .filter(about -> ReadIncidents.publishes(by, about))
                                .isPresent()
                        ? new Outcome.NotAllowed("It is about what you publish: another person has to dismiss it.")
                        : end(by, seen, true, reason));
    }

    private Outcome end(Known by, Seen seen, boolean dismissed, String text) {
        if (text.isBlank() || text.length() > Submission.MOST_CHARACTERS) {
            return new Outcome.Unfit("Say why, in at most %,d characters.".formatted(Submission.MOST_CHARACTERS));
        }
        var over = seen.incident()
                .with(new Ending(dismissed, text.strip(), by.name().text(), now()));
        incidents.keep(over);
        record(
                Deed.Kind.INCIDENT_ENDED,
                by,
                over,
                Map.of(
                        "state",
                        over.state().word(),
                        "sha256",
                        Sha256.ofUtf8(text.strip()).hex()));
        seen.repository().ifPresent(one -> holdStages(by, one));
        tell(
                over,
                dismissed
                        ? "A report about %s was looked at and found to be no incident.".formatted(named(over))
                        : "The incident about %s is closed.".formatted(named(over)));
        return new Outcome.Done(over);
    }

    /// Something that somebody does with an incident they see.
    @FunctionalInterface
    private interface Step {
        Outcome take(Known by, Seen seen);
    }

    private Outcome change(Recipient who, String id, Sight needed, Step step) {
        return transactions.run(() -> {
            var seen = read.find(who, id);
            if (seen.isEmpty()) {
                return new Outcome.Unknown();
            }
            boolean may = needed == Sight.STAFF
                    ? seen.get().sight() == Sight.STAFF
                    : seen.get().mayTell();
            if (!(who instanceof Known known) || !may || known.scope() != Scope.WRITE) {
                return new Outcome.NotAllowed("Those who run this hub do that.");
            }
            if (!seen.get().incident().isOpen()) {
                return new Outcome.Unfit("It is over.");
            }
            try {
                return step.take(known, seen.get());
            } catch (IllegalArgumentException unfit) {
                return new Outcome.Unfit(String.valueOf(unfit.getMessage()));
            }
        });
    }

    private void holdStages(Known by, Repository repository) {
        boolean serious =
                incidents.about(repository.id(), MOST_ABOUT_ONE).stream().anyMatch(Incident::isSerious);
        stages.incident(repository, by.name().text(), serious);
    }

    private void record(Deed.Kind kind, Known by, Incident incident, Map<String, String> details) {
        var all = new HashMap<>(details);
        all.put("incident", incident.mark());
        var subject = incident.report().repository().map(one -> one.hex()).orElse(incident.mark());
        journal.append(Deed.of(kind, by.name().text(), subject, all));
    }

    private void tell(Incident incident, String text) {
        var repository = incident.report().repository().flatMap(catalogue::find);
        var told = new HashMap<String, Namespace>();
        repository.map(found -> found.name().namespace()).ifPresent(owner -> told.put(owner.key(), owner));
        incident.report().reporter().map(Namespace::new).ifPresent(reporter -> told.put(reporter.key(), reporter));
        told.values().forEach(one -> notices.send(one, new Notice(text, ReportIncident.page(incident), now())));
    }

    // What the reporter called it: whose repository it is they may not know.
    private static String named(Incident incident) {
        var about = incident.report().about();
        return about.isEmpty() ? "this hub" : about;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
