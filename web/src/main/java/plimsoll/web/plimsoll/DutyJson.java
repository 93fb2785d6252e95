package plimsoll.web.plimsoll;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Namespace;
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
/// @param due until when; absent where no time is set
/// @param state open, overdue, met or lapsed
/// @param met that it was done
record DutyJson(
        String id,
        String page,
        String what,
        String pack,
        String rule,
        String owner,
        Instant since,
        Optional<Instant> due,
        String state,
        Optional<MetJson> met) {
    static DutyJson of(Seen seen, Instant now) {
        var duty = seen.duty();
        return new DutyJson(
                duty.id(),
                seen.repository().page(),
                duty.obligation().what(),
                duty.pack(),
                duty.rule(),
                seen.owner().map(Namespace::text).orElse(""),
                duty.since(),
                duty.due(),
                duty.state(now).word(),
                duty.met()
                        .map(met -> new MetJson(
                                met.at(),
                                duty.wasLate(),
                                seen.inside() ? met.by() : null,
                                seen.inside() ? met.note() : null,
                                seen.inside() ? met.evidence() : null)));
    }

    /// @param late whether that was too late
    /// @param by who says so; with note and evidence for the publisher and those who watch over the hub
    record MetJson(
            Instant at,
            boolean late,
            @Nullable String by,
            @Nullable String note,
            @Nullable String evidence) {}
}
