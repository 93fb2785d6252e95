package plimsoll.domain.release;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;

/// A contract under which named partners get what is staged.
///
/// @param id 24 hexadecimal digits, for life
/// @param owner the publisher
/// @param title what it is called
/// @param document the hash of the signed document, which is kept elsewhere
/// @param parties the accounts and organisations that signed; every member of an organisation is covered
/// @param signatories who signed, as the publisher writes it
/// @param from when it comes into force
/// @param until when it ends
public record Agreement(
        String id,
        Namespace owner,
        String title,
        Sha256 document,
        List<Namespace> parties,
        String signatories,
        Instant from,
        Instant until) {
    /// As many partners as one contract names.
    public static final int MAX_PARTIES = 500;

    private static final int MAX_CHARACTERS = 500;

    /// @throws IllegalArgumentException in words for the publisher, when it cannot be
    public Agreement {
        parties = List.copyOf(parties);
        if (parties.isEmpty() || parties.size() > MAX_PARTIES) {
            throw new IllegalArgumentException("An agreement names 1 to %d parties.".formatted(MAX_PARTIES));
        }
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("An agreement ends after it begins.");
        }
        if (title.isBlank() || title.length() > MAX_CHARACTERS || signatories.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "An agreement has a title, and title and signatories have at most %d characters."
                            .formatted(MAX_CHARACTERS));
        }
    }

    /// The same agreement with another end.
    public Agreement until(Instant other) {
        return new Agreement(id, owner, title, document, parties, signatories, from, other);
    }
}
