package plimsoll.hub.repositories;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;

/// What a client asks to be committed.
///
/// @param revision the branch
/// @param parent the commit the client saw at its head, in full or its first digits; empty when it does not care
/// @param title the first line of the message
/// @param message the rest, may be empty
/// @param changes what changes; later ones win
public record CommitRequest(
        String revision, Optional<String> parent, String title, String message, List<Change> changes) {
    public CommitRequest {
        changes = List.copyOf(changes);
    }

    /// One line of the request.
    public sealed interface Change {
        /// A change that says all there is to say.
        record Whole(FileChange change) implements Change {}

        /// Puts a large file in place that the repository has already, so its size need not be said.
        record ByName(FilePath path, Sha256 content) implements Change {}
    }
}
