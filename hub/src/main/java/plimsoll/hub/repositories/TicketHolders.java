package plimsoll.hub.repositories;

import plimsoll.domain.identity.Recipient;
import plimsoll.hub.content.Holder;

/// Who somebody is today to whom a signed address was given.
///
/// Safe for use by any number of threads.
@FunctionalInterface
public interface TicketHolders {
    /// The holder with all the rights of their account; a stranger when the account is suspended or gone, or the
    /// credential they came with is revoked or over.
    Recipient today(Holder holder);
}
