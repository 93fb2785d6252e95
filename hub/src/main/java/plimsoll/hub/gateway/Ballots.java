package plimsoll.hub.gateway;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.arena.Ballot;

/// Votes on answers. Safe for use by any number of threads and processes. Every implementation passes
/// `BallotsContract`.
public interface Ballots {
    /// Keeps a vote.
    ///
    /// @return whether it is the first on its match; a second one changes nothing
    boolean cast(Ballot ballot);

    /// How many votes somebody cast since.
    int count(String voter, Instant since);

    /// The latest votes, newest first.
    List<Ballot> latest(int limit);

    /// What tells whether there were votes since: cheap to ask.
    Tally tally();

    /// How many votes there are.
    ///
    /// @param latest when the last was cast; the epoch where there is none
    record Tally(long votes, Instant latest) {}
}
