package plimsoll.domain.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// Something that went wrong, from the first report to the closing one. A value: each step makes another one.
///
/// @param id names it in addresses; whoever reported it knows it, and nobody guesses it
/// @param report what was reported
/// @param triage what a person made of that
/// @param submissions the authorities that were told, in order
/// @param ending how it ended
public record Incident(
        String id, Report report, Optional<Triage> triage, List<Submission> submissions, Optional<Ending> ending) {
    /// As much as a person reads of a report or of its end.
    public static final int MOST_CHARACTERS = 8_000;

    private static final int MARK_CHARACTERS = 16;

    public Incident {
        submissions = List.copyOf(submissions);
    }

    /// How far it is.
    public enum State {
        /// Somebody said so.
        REPORTED,
        /// A person looked; clocks may run.
        TRIAGED,
        /// Every authority that has to know was told.
        NOTIFIED,
        /// It is over.
        CLOSED,
        /// It was none.
        DISMISSED;

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A report.
    ///
    /// @param cause what the hub itself noticed, so that it is not reported twice; empty when a person reports
    /// @param reporter the account that reports; empty for strangers and for the hub
    /// @param contact how to reach a reporter without an account; may be empty
    /// @param about what it is about, as the reporter wrote it; may be empty
    /// @param repository the repository it is about, where it is known
    /// @param words what happened
    /// @param at when it was reported
    public record Report(
            String cause,
            Optional<String> reporter,
            String contact,
            String about,
            Optional<RepositoryId> repository,
            String words,
            Instant at) {}

    /// How an incident ended.
    ///
    /// @param dismissed whether it was none
    /// @param text the closing report, or the reason why it was none
    public record Ending(boolean dismissed, String text, String by, Instant at) {}

    /// A new one.
    public static Incident of(String id, Report report) {
        return new Incident(id, report, Optional.empty(), List.of(), Optional.empty());
    }

    /// What it is called where its id must not be known: in the log, and in the journal.
    public String mark() {
        return Sha256.ofUtf8(id).hex().substring(0, MARK_CHARACTERS);
    }

    /// How far it is.
    public State state() {
        if (ending.isPresent()) {
            return ending.get().dismissed() ? State.DISMISSED : State.CLOSED;
        }
        if (triage.isEmpty()) {
            return State.REPORTED;
        }
        return clocks().isEmpty() || !unsent().isEmpty() ? State.TRIAGED : State.NOTIFIED;
    }

    /// Whether anything is left to do.
    public boolean isOpen() {
        return ending.isEmpty();
    }

    /// Whether it is open and a person found that it is more than minor.
    public boolean isSerious() {
        return isOpen()
                && triage.filter(found -> found.severity() != Severity.MINOR).isPresent();
    }

    /// All clocks that its triage started, the strictest first.
    public List<Clock> clocks() {
        return triage.map(Triage::clocks).orElse(List.of());
    }

    /// Those of which the authority was not told yet.
    public List<Clock> unsent() {
        Set<Deadline> sent = EnumSet.noneOf(Deadline.class);
        submissions.forEach(submission -> sent.add(submission.deadline()));
        return clocks().stream()
                .filter(clock -> !sent.contains(clock.deadline()))
                .toList();
    }

    /// What stopped a clock.
    public Optional<Submission> sent(Deadline deadline) {
        return submissions.stream()
                .filter(submission -> submission.deadline() == deadline)
                .findFirst();
    }

    /// After a person looked, perhaps again.
    public Incident with(Triage found) {
        return new Incident(id, report, Optional.of(found), submissions, ending);
    }

    /// About another repository, or none.
    public Incident about(Optional<RepositoryId> repository) {
        var changed = new Report(
                report.cause, report.reporter, report.contact, report.about, repository, report.words, report.at);
        return new Incident(id, changed, triage, submissions, ending);
    }

    /// After an authority was told.
    public Incident with(Submission submission) {
        var all = new ArrayList<>(submissions);
        all.add(submission);
        return new Incident(id, report, triage, Collections.unmodifiableList(all), ending);
    }

    /// When it is over.
    public Incident with(Ending over) {
        return new Incident(id, report, triage, submissions, Optional.of(over));
    }
}
