package plimsoll.web.plimsoll;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Round;
import plimsoll.hub.line.ReadDuties.Seen;

/// An obligation of a repository as clients read it.
///
/// @param id names it
/// @param page its repository, as addresses name it
/// @param what to do
/// @param pack the pack that says so
/// @param rule the rule of it
/// @param owner the account or organisation that owes it; empty for those who run the hub
/// @param since when its rule was first found to apply
/// @param every after how long it has to be done again, as ISO 8601 writes it; absent where once is enough
/// @param round which round it is in, from 1
/// @param begins when that round begins
/// @param due until when; absent where no time is set
/// @param state open, overdue, met or lapsed; what recurs is met until its next round begins
/// @param met that it was done, where it is met
/// @param rounds each time it was met, the newest first
record DutyJson(
        String id,
        String page,
        String what,
        String pack,
        String rule,
        String owner,
        Instant since,
        Optional<String> every,
        int round,
        Instant begins,
        Optional<Instant> due,
        String state,
        Optional<MetJson> met,
        List<RoundJson> rounds) {
    static DutyJson of(Seen seen, Instant now) {
        var duty = seen.duty();
        var state = duty.state(now);
        return new DutyJson(
                duty.id(),
                seen.repository().page(),
                duty.obligation().what(),
                duty.pack(),
                duty.rule(),
                seen.owner().map(Namespace::text).orElse(""),
                duty.since(),
                duty.obligation().every(),
                duty.round(),
                duty.begins(),
                duty.due(),
                state.word(),
                duty.last().filter(_ -> state == Duty.State.MET).map(round -> MetJson.of(seen, round)),
                seen.rounds().stream()
                        .map(round -> new RoundJson(
                                round.number(),
                                round.began(),
                                round.due(),
                                MetJson.of(seen, round),
                                round.reopened().map(back -> new ReopenedJson(back.at(), back.by(), back.reason()))))
                        .toList());
    }

    /// @param late whether that was too late
    /// @param by who says so; with note and evidence for the publisher and those who watch over the hub
    record MetJson(
            Instant at,
            boolean late,
            @Nullable String by,
            @Nullable String note,
            @Nullable String evidence) {
        static MetJson of(Seen seen, Round round) {
            var met = round.met();
            return new MetJson(
                    met.at(),
                    round.wasLate(),
                    seen.inside() ? met.by() : null,
                    seen.inside() ? met.note() : null,
                    seen.inside() ? met.evidence() : null);
        }
    }

    /// @param reopened that this was taken back; told to the publisher and to those who watch over the hub
    record RoundJson(int round, Instant began, Optional<Instant> due, MetJson met, Optional<ReopenedJson> reopened) {}

    /// Who took back that a round was met, and why.
    record ReopenedJson(Instant at, String by, String reason) {}
}
