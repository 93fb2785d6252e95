package plimsoll.hub.repositories;

import plimsoll.domain.identity.Recipient;

/// Who somebody is today to whom a signed address was given.
///
/// Safe for use by any number of threads.
@FunctionalInterface
public interface TicketHolders {
    /// The account called `actor` with all its present rights; a stranger when it is `anonymous`, suspended or
    /// gone.
    Recipient named(String actor);
}
