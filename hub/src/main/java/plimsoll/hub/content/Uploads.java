package plimsoll.hub.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;

/// Uploads in parts that are under way. They hold the parts that have arrived.
///
/// Safe for use by any number of threads. Every implementation passes `UploadsContract`.
public interface Uploads extends BlobHolders {
    /// Begins an upload.
    void open(Upload upload);

    /// The upload of this id, expired or not.
    Optional<Upload> find(String id);

    /// How many uploads into this repository are open, expired ones included.
    int countOpen(RepositoryId repository);

    /// Notes that a part has arrived; a later one of the same number takes its place.
    ///
    /// @return false, and nothing done, when the upload is closed
    boolean keepPart(String id, int number, Sha256 content);

    /// The parts that have arrived, by number.
    Map<Integer, Sha256> parts(String id);

    /// Ends an upload: its parts are no longer held.
    void close(String id);

    /// Uploads that expired before `before`, at most `limit`.
    List<Upload> expired(Instant before, int limit);
}
