package plimsoll.hub.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;

/// Texts that accounts exchanged with models and that are kept for a while, each encrypted: the store sees none of
/// them. Safe for use by any number of threads and processes. Every implementation passes `KeptTextsContract`.
public interface KeptTexts {
    /// What a text is.
    enum Kind {
        /// A question and its answer, kept because this deployment does.
        EXCHANGE,
        /// An answer that a program may refer to by its id in its next question.
        RESPONSE,
        /// A conversation that its account wants to have again.
        CHAT,
        /// A conversation that its account shows to whoever has its address.
        SHARE
    }

    /// A text, encrypted.
    ///
    /// @param id nobody guesses it
    /// @param model what was asked
    /// @param until when it goes
    record Kept(String id, Namespace account, Kind kind, String model, Instant at, Instant until, Bytes sealed) {}

    /// Keeps a text, in place of the one with the same id and account, if there is one.
    void keep(Kept text);

    /// The text of this id.
    Optional<Kept> find(String id);

    /// The latest of an account's texts of a kind, newest first.
    List<Kept> of(Namespace account, Kind kind, int limit);

    /// How many texts of a kind an account has.
    int count(Namespace account, Kind kind);

    /// Removes a text of an account's.
    ///
    /// @return whether there was one
    boolean delete(Namespace account, String id);

    /// Removes all texts of a kind, of every account.
    int deleteAll(Kind kind);

    /// Removes all texts of an account.
    int deleteAll(Namespace account);

    /// Removes what was to go until now.
    int forget(Instant now);
}
