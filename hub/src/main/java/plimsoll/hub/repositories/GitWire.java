package plimsoll.hub.repositories;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;

/// Git's own protocol (smart HTTP, versions 0 to 2), without the HTTP around it.
///
/// Each call is one exchange on the calling thread. The parameters of the `Git-Protocol` header come split at `:`.
public interface GitWire {
    /// Writes the ref advertisement that answers `GET info/refs`, without the service line that HTTP puts before it.
    ///
    /// @param shown the refs that a fetcher sees, in place of the repository's own; empty for those
    void advertise(
            RepositoryId repository,
            Service service,
            Optional<Map<RefName, GitOid>> shown,
            Set<String> parameters,
            OutputStream out)
            throws IOException;

    /// Answers a fetch: of what the refs `shown` lead to, or the repository's own where it is empty. `desk` hears of
    /// what is taken.
    void upload(
            RepositoryId repository,
            Optional<Map<RefName, GitOid>> shown,
            Set<String> parameters,
            InputStream in,
            OutputStream out,
            FetchDesk desk)
            throws IOException;

    /// Takes a push. All its refs move or none; `desk` may refuse it, and hears of it in the transaction that moves
    /// them.
    void receive(RepositoryId repository, Set<String> parameters, InputStream in, OutputStream out, PushDesk desk)
            throws IOException;

    /// The two services.
    enum Service {
        /// Fetching.
        UPLOAD_PACK("git-upload-pack"),
        /// Pushing.
        RECEIVE_PACK("git-receive-pack");

        private final String wireName;

        Service(String wireName) {
            this.wireName = wireName;
        }

        /// As git writes it.
        public String wireName() {
            return wireName;
        }
    }

    /// Where a fetch is noted.
    @FunctionalInterface
    interface FetchDesk {
        /// Hears what is taken, before its first byte is sent; throwing keeps it here. Listing refs takes nothing, nor
        /// does a fetch that finds nothing new.
        ///
        /// @param commits those that are asked for; where a partial clone is filled in, the first object
        /// @return lines that git shows to the fetcher as the remote's
        List<String> taken(List<GitOid> commits) throws IOException;
    }

    /// Where a push is judged and recorded.
    interface PushDesk {
        /// Judges what a push brings before any ref moves.
        ///
        /// @param commits has what they move to
        /// @return why not, in words git shows to the pusher; empty to let it in
        Optional<String> refuse(List<RefMove> moves, List<Brought> files, Snapshot.Source commits) throws IOException;

        /// Hears that the refs have moved, within the transaction; throwing undoes the push.
        void landed(List<RefMove> moves, List<Brought> files) throws IOException;
    }

    /// A file that a push's new commits bring.
    ///
    /// @param path where
    /// @param oid its blob
    /// @param sizeBytes of the blob in git
    /// @param pointer what it points to, when it is a large file's pointer
    record Brought(FilePath path, GitOid oid, long sizeBytes, Optional<Pointer> pointer) {}
}
