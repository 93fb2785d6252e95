package plimsoll.hub.content;

import java.time.Instant;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepositoryId;

/// What a signed address allows: one thing, with one file, in one repository, to one account, until a moment.
///
/// @param use what it is good for
/// @param repository where
/// @param file with which file
/// @param holder to whom it was given
/// @param expires until when, in whole seconds
public record Ticket(Use use, RepositoryId repository, Pointer file, Holder holder, Instant expires) {
    /// What a ticket can be good for.
    public sealed interface Use {
        /// Sending the file in one piece.
        record Send() implements Use {}

        /// Asking whether the file has arrived.
        record Verify() implements Use {}

        /// Sending one part of it.
        ///
        /// @param upload the upload's id
        /// @param number the part's, from 1
        record SendPart(String upload, int number) implements Use {}

        /// Putting the parts together.
        ///
        /// @param upload the upload's id
        record Complete(String upload) implements Use {}

        /// Fetching it.
        ///
        /// @param fileName the name under which a browser saves it; may be empty
        record Fetch(String fileName) implements Use {}
    }
}
