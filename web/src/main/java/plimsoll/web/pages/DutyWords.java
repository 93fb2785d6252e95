package plimsoll.web.pages;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.line.Duty;
import plimsoll.hub.line.ReadDuties.Seen;
import plimsoll.web.pages.view.Moment;
import plimsoll.web.pages.view.Owed;

/// Says what is owed because of the line, and how much time is left for it.
final class DutyWords {
    private DutyWords() {}

    static Owed of(Seen seen, Instant now) {
        var duty = seen.duty();
        boolean open = duty.met().isEmpty();
        return new Owed(
                duty.id(),
                seen.repository().page(),
                duty.obligation().what(),
                "%s, %s".formatted(duty.rule(), duty.pack()),
                seen.owner().map(Namespace::text).orElse("those who run this hub"),
                Moment.of(duty.since(), now),
                duty.due().map(end -> Moment.of(end, now)),
                open ? duty.due().map(end -> ClockWords.left(now, end)).orElse("") : "",
                duty.urgency(now).name().toLowerCase(Locale.ROOT),
                duty.state(now).word(),
                duty.met().map(met -> told(seen, met, now)),
                duty.met()
                        .filter(met -> seen.inside() && met.isLinked())
                        .map(Duty.Met::evidence)
                        .orElse(""),
                seen.inside() ? duty.assignee().map(Namespace::text).orElse("") : "",
                open && seen.mayMeet(),
                open && seen.mayAssign());
    }

    private static String told(Seen seen, Duty.Met met, Instant now) {
        var when = "Met %s%s"
                .formatted(Moment.of(met.at(), now).full(), seen.duty().wasLate() ? ", too late" : "");
        if (!seen.inside()) {
            return when + ".";
        }
        var hash = Optional.of(met.evidence())
                .filter(text -> !text.isEmpty() && !met.isLinked())
                .map(text -> " SHA-256 " + text)
                .orElse("");
        return "%s, as %s says. %s%s"
                .formatted(when, met.by(), met.note(), hash)
                .strip();
    }
}
