package plimsoll.hub.release;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.identity.Namespace;

/// What accounts are told on this hub: an inbox without mail.
///
/// Safe for use by any number of threads. Every implementation passes `ReleaseStoresContract`.
public interface Notices {
    /// The most that an inbox holds; older ones go.
    int MOST = 500;

    /// Puts a notice into the inbox of an account, or of every member of an organisation.
    void send(Namespace to, Notice notice);

    /// An account's notices, newest first.
    List<Notice> of(Namespace account, int limit);

    /// How many of an account's notices it has not seen.
    int unseen(Namespace account);

    /// Notes that an account has seen what came into its inbox until `at`; an earlier moment than before is none.
    void seen(Namespace account, Instant at);

    /// A notice.
    ///
    /// @param text what is told
    /// @param page the address that it is about, below the hub's
    /// @param at when
    record Notice(String text, String page, Instant at) {}
}
