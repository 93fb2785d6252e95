package plimsoll.hub.line;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.SiteRole;

/// Packs of rules that people of this hub have proposed and adopted. They stand for shipped ones of the same id.
///
/// Safe for use by any number of threads. What changes something belongs into the transaction of its deed. Every
/// implementation passes `LineStoresContract`.
public interface Packs {
    /// Enters a proposal under the next number.
    Proposal propose(String id, String text, String by, SiteRole as, Instant at);

    /// A proposal that nobody has decided on.
    Optional<Proposal> waiting(long number);

    /// Those that nobody has decided on, oldest first.
    List<Proposal> waiting();

    /// Adopts a proposal, or turns it down.
    ///
    /// @return false, and nothing done, when none of this number waits
    boolean decide(long number, boolean adopted, String by, Instant at);

    /// The proposal of each id that was adopted last.
    List<Proposal> adopted();

    /// A pack that somebody proposed.
    ///
    /// @param number under which it is known
    /// @param id the pack's id
    /// @param text the pack
    /// @param by who proposed it
    /// @param as in what role
    /// @param at when
    record Proposal(long number, String id, String text, String by, SiteRole as, Instant at) {}
}
