package plimsoll.web.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.line.Duty.State;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.Round;
import plimsoll.hub.line.ReadDuties.Seen;
import plimsoll.web.pages.view.Moment;
import plimsoll.web.pages.view.Owed;

/// Says what is owed because of the line, and how much time is left for it.
final class DutyWords {
    private DutyWords() {}

    static Owed of(Seen seen, Instant now) {
        var duty = seen.duty();
        var state = duty.state(now);
        boolean open = state == State.OPEN || state == State.OVERDUE;
        return new Owed(
                duty.id(),
                seen.repository().page(),
                duty.obligation().what(),
                "%s, %s".formatted(duty.rule(), duty.pack()),
                seen.owner().map(Namespace::text).orElse("those who run this hub"),
                Moment.of(duty.since(), now),
                duty.due().map(end -> Moment.of(end, now)),
                open ? duty.due().map(end -> ClockWords.left(now, end)).orElse("") : "",
                open ? duty.urgency(now).name().toLowerCase(Locale.ROOT) : "sent",
                state.word(),
                duty.round(),
                duty.obligation().every().map(DutyWords::every).orElse(""),
                onIncident(duty.obligation()),
                state == State.MET && !duty.isDone() ? Optional.of(Moment.of(duty.begins(), now)) : Optional.empty(),
                seen.rounds().stream().map(round -> told(seen, round, now)).toList(),
                seen.inside() ? duty.assignee().map(Namespace::text).orElse("") : "",
                open && seen.mayMeet() && duty.obligation().from() != Obligation.From.INCIDENT,
                seen.mayMeet() ? duty.last().map(Round::number).orElse(0) : 0,
                !duty.isDone() && seen.mayAssign());
    }

    /// An obligation in a line, with its times as people say them.
    static String sentence(Obligation obligation) {
        var since = obligation.from() == Obligation.From.INCIDENT ? " of an incident" : "";
        return obligation.what()
                + obligation
                        .within()
                        .map(text -> ", within %s%s".formatted(time(text), since))
                        .orElse("")
                + obligation.every().map(text -> ", every " + every(text)).orElse("");
    }

    private static String every(String text) {
        return time(text).replaceFirst("^1 ", "");
    }

    // The clocks of incidents run for that, so it says when, and there is nothing to mark.
    private static String onIncident(Obligation obligation) {
        return obligation.from() == Obligation.From.INCIDENT
                ? obligation
                        .within()
                        .map(text -> "within %s of an incident".formatted(time(text)))
                        .orElse("after an incident")
                : "";
    }

    /// A time that ISO 8601 writes, as people say it: `3 months`, `72 hours`.
    static String time(String text) {
        if (text.contains("T")) {
            var time = Duration.parse(text);
            return time.toMinutesPart() == 0 && time.toSecondsPart() == 0
                    ? counted(time.toHours(), "hour")
                    : counted(time.toMinutes(), "minute");
        }
        var period = Period.parse(text);
        var parts = new ArrayList<String>();
        add(parts, period.getYears(), "year");
        add(parts, period.getMonths(), "month");
        add(parts, period.getDays(), "day");
        return String.join(" and ", parts);
    }

    private static void add(List<String> parts, int count, String noun) {
        if (count != 0) {
            parts.add(counted(count, noun));
        }
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Owed.Told told(Seen seen, Round round, Instant now) {
        var met = round.met();
        var late = round.wasLate() ? ", too late" : "";
        var when = "Met %s%s".formatted(Moment.of(met.at(), now).full(), late);
        var hash = Optional.of(met.evidence())
                .filter(text -> !text.isEmpty() && !met.isLinked())
                .map(text -> " SHA-256 " + text)
                .orElse("");
        return new Owed.Told(
                seen.duty().obligation().recurs() || round.number() > 1 ? "Round %d".formatted(round.number()) : "",
                seen.inside()
                        ? "%s, as %s says. %s%s"
                                .formatted(when, met.by(), met.note(), hash)
                                .strip()
                        : when + ".",
                seen.inside() && met.isLinked() ? met.evidence() : "",
                round.reopened()
                        .map(back -> "%s by %s: %s"
                                .formatted(Moment.of(back.at(), now).full(), back.by(), back.reason()))
                        .orElse(""));
    }
}
