package plimsoll.domain.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.repository.RepositoryId;

/// An obligation of a repository's line, with the day since when it is owed. A value: each step makes another one.
///
/// A rule that applies no more ends nothing that began: when it applies again, time counts from the first day, so that
/// nobody gains any by a fact that comes and goes.
///
/// What recurs is done in rounds. A round begins when the one before had to be done, whenever that was, and only one is
/// open: who missed several is late with the first of them until that is met, and then with the next.
///
/// @param id names it: the same repository, pack, rule and text give the same id
/// @param repository of which repository
/// @param pack the id of the pack, of whatever version
/// @param rule the id of the rule
/// @param obligation what has to be done, as the pack says now
/// @param since when its rule was first found to apply
/// @param applies whether its rule applies now
/// @param assignee the account that shall do it; empty where nobody was named
/// @param last the round that was met last; empty where none was
public record Duty(
        String id,
        RepositoryId repository,
        String pack,
        String rule,
        Obligation obligation,
        Instant since,
        boolean applies,
        Optional<Namespace> assignee,
        Optional<Round> last) {
    private static final int ID_CHARACTERS = 32;

    /// How far it is.
    public enum State {
        /// To be done.
        OPEN,
        /// Not done in time, and not since.
        OVERDUE,
        /// Done; where it recurs, until its next round begins.
        MET,
        /// Its rule applies no more.
        LAPSED;

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// That an obligation was met, as whoever says so said it.
    ///
    /// @param by the account that says so
    /// @param at when it said so
    /// @param note what was done; may be empty where there is evidence
    /// @param evidence the SHA-256 of what shows it, or the address where it is; may be empty where there is a note
    public record Met(String by, Instant at, String note, String evidence) {
        /// As much as a person reads of a note.
        public static final int MOST_CHARACTERS = 2_000;

        private static final int MOST_ADDRESS = 1_000;

        /// @throws IllegalArgumentException when there is neither note nor evidence, or either is unfit
        public Met {
            if (note.isBlank() && evidence.isEmpty()) {
                throw new IllegalArgumentException("Say what was done, or where it can be seen.");
            }
            if (note.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("A note has at most %,d characters.".formatted(MOST_CHARACTERS));
            }
            if (!evidence.isEmpty() && !Sha256.isSha256(evidence) && !isAddress(evidence)) {
                throw new IllegalArgumentException("Evidence is a SHA-256, as 64 hexadecimal digits in lower case,"
                        + " or an address that begins with https:// or http://.");
            }
        }

        /// Whether the evidence is an address, and no hash.
        public boolean isLinked() {
            return isAddress(evidence);
        }

        private static boolean isAddress(String text) {
            return text.length() <= MOST_ADDRESS && text.matches("https?://[\\x21-\\x7e&&[^\"'<>\\\\]]+");
        }
    }

    /// The duties that a line makes out of those that a repository had before: what has begun, has changed, or has
    /// come to apply or not. Those that stay as they are, are left out.
    public static List<Duty> changed(RepositoryId repository, Collection<Duty> kept, Line line, Instant now) {
        var before = new LinkedHashMap<String, Duty>();
        kept.forEach(duty -> before.put(duty.id(), duty));
        var after = new LinkedHashMap<String, Duty>();
        for (var reason : line.reasons()) {
            for (var obligation : reason.obligations()) {
                var drawn = begun(repository, reason, obligation, now);
                var known = before.get(drawn.id());
                after.putIfAbsent(drawn.id(), known == null ? drawn : known.drawn(obligation, true));
            }
        }
        var changed = new ArrayList<>(after.values());
        kept.stream()
                .filter(duty -> !after.containsKey(duty.id()))
                .forEach(duty -> changed.add(duty.drawn(duty.obligation(), false)));
        changed.removeIf(duty -> duty.equals(before.get(duty.id())));
        return List.copyOf(changed);
    }

    private static Duty begun(RepositoryId repository, Line.Reason reason, Obligation obligation, Instant now) {
        var pack = reason.pack().replaceFirst("@.*", "");
        var named = String.join("\n", repository.hex(), pack, reason.rule(), obligation.what());
        var id = Sha256.ofUtf8(named).hex().substring(0, ID_CHARACTERS);
        return new Duty(id, repository, pack, reason.rule(), obligation, now, true, Optional.empty(), Optional.empty());
    }

    private Duty drawn(Obligation says, boolean applying) {
        return new Duty(id, repository, pack, rule, says, since, applying, assignee, last);
    }

    /// Whether it was done, and has not to be done again.
    public boolean isDone() {
        return last.isPresent() && !obligation.recurs();
    }

    /// Which round it is in, from 1: the one to be done, or the last one where it is done.
    public int round() {
        return last.map(round -> isDone() ? round.number() : round.number() + 1).orElse(1);
    }

    /// When that round begins: with its rule, or when the round before had to be done.
    public Instant begins() {
        return last.map(round -> isDone()
                        ? round.began()
                        : round.due().or(() -> obligation.due(since)).orElse(since))
                .orElse(since);
    }

    /// Until when it has to be done; empty where no time is set.
    public Optional<Instant> due() {
        if (last.isEmpty()) {
            return obligation.due(since);
        }
        return isDone() ? last.get().due() : obligation.due(since, begins());
    }

    /// How far it is at this time.
    public State state(Instant now) {
        if (isDone()) {
            return State.MET;
        }
        if (!applies) {
            return State.LAPSED;
        }
        if (now.isBefore(begins())) {
            return State.MET;
        }
        return due().filter(end -> !now.isBefore(end)).isPresent() ? State.OVERDUE : State.OPEN;
    }

    /// The same with the round it is in met. Where it recurs the next one follows.
    public Duty met(Met met) {
        return after(Optional.of(new Round(round(), begins(), due(), met, Optional.empty())));
    }

    /// The same with its last round taken back.
    ///
    /// @param before the round before that; empty where it was the first
    public Duty reopened(Optional<Round> before) {
        return after(before);
    }

    private Duty after(Optional<Round> round) {
        return new Duty(id, repository, pack, rule, obligation, since, applies, assignee, round);
    }

    /// How pressing it is; never more than early where no time is set.
    public Urgency urgency(Instant now) {
        return within().map(time -> Clock.urgency(begins(), time, now)).orElse(Urgency.EARLY);
    }

    /// When the step after `told` comes; empty where none does.
    public Optional<Instant> next(Urgency told) {
        return switch (told) {
            case EARLY -> reaches(Urgency.HALFWAY);
            case HALFWAY -> reaches(Urgency.PRESSING);
            case PRESSING -> reaches(Urgency.OVERDUE);
            case OVERDUE -> Optional.empty();
        };
    }

    private Optional<Instant> reaches(Urgency step) {
        return within().map(time -> Clock.reaches(step, begins(), time));
    }

    private Optional<Duration> within() {
        return due().map(end -> Duration.between(begins(), end));
    }
}
