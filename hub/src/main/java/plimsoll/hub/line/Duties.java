package plimsoll.hub.line;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Round;
import plimsoll.domain.line.Round.Reopened;
import plimsoll.domain.repository.RepositoryId;

/// What the rules that apply to each repository oblige to, since when, and what came of it.
///
/// Safe for use by any number of threads. What changes something belongs into a transaction, with its deed where there
/// is one. A deleted repository's duties go with it. Every implementation passes `LineStoresContract`.
public interface Duties {
    /// All duties of a repository, met and lapsed ones too, by when they began and then by id.
    List<Duty> of(RepositoryId repository);

    /// The duty of this id, of that repository.
    Optional<Duty> find(RepositoryId repository, String id);

    /// Keeps what a line says of a duty: a new one whole; of one that is kept, what it says now and whether it
    /// applies. When it began, who shall do it and which rounds were met stay as they are; where a round was met or
    /// taken back since `duty` was read, all of it stays. Where it is to be done until another time
    /// than before, its clock is told of from the first step.
    void keep(Duty duty);

    /// Names the account that shall do it, or nobody.
    void assign(String id, Optional<Namespace> account);

    /// Notes that the round it is in was met. Where it recurs, the clock of the next one begins.
    ///
    /// @param duty as it was read
    /// @return false, and nothing done, where it is otherwise by now
    boolean meet(Duty duty, Met met);

    /// Takes back that its last round was met: that round is to be done again, and the entry stays beside it.
    ///
    /// @param duty as it was read
    /// @return false, and nothing done, where it is otherwise by now
    boolean reopen(Duty duty, Reopened reopened);

    /// The rounds of a repository's duties that were met, by the id of the duty, the newest first; those that were
    /// taken back among them.
    Map<String, List<Round>> rounds(RepositoryId repository, int limit);

    /// Duties that apply and whose round has begun and is not met, the ones due soonest first, those without a time
    /// last; not those that count from an incident, which ask for nothing while there is none.
    List<Duty> unmet(Instant now, int limit);

    /// Those of them whose clock has come to a step that was not told yet.
    List<Ticking> ticking(Instant now, int limit);

    /// Notes that a step was told.
    ///
    /// @return false, and nothing done, where somebody else told one meanwhile or the round is met
    boolean tell(Ticking ticking, Urgency step);

    /// A duty whose clock runs.
    ///
    /// @param told the last step that was told
    record Ticking(Duty duty, Urgency told) {}
}
