package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.Ticket;

/// Hands out large files: only those that commits of the repository name, and only to whom the gate lets in now.
///
/// Safe for use by any number of threads.
public final class OpenLargeFile {
    private final AskAgain again;
    private final Reach reach;
    private final LargeFiles files;
    private final Blobs blobs;

    /// Hands out `blobs` that `files` links, as far as holders `reach`; who comes with a ticket is asked about `again`.
    public OpenLargeFile(AskAgain again, Reach reach, LargeFiles files, Blobs blobs) {
        this.again = again;
        this.reach = reach;
        this.files = files;
        this.blobs = blobs;
    }

    /// The file of this hash that a commit of the repository names, if the holder may have it.
    public Found find(Pass pass, Sha256 file) throws IOException {
        var there = committed(pass.require(Intent.READ).repository().id(), file);
        if (there.isEmpty()) {
            return new Found.Refused(new Admission.Unseen());
        }
        var admission = reach.large(pass, file);
        return admission instanceof Admission.Admitted ? new Found.Here(there.get()) : new Found.Refused(admission);
    }

    /// What somebody finds who asks for a large file by its hash.
    public sealed interface Found {
        /// It is here for them.
        record Here(Pointer file) implements Found {}

        /// It is not for them, or not here; both answer `Unseen` to whoever may not know of it.
        record Refused(Admission why) implements Found {}
    }

    /// The file a ticket was given out for, as the repository has it now, and who its holder is today; empty when they
    /// may no longer fetch it.
    public Optional<Fetched> find(Ticket ticket) throws IOException {
        var pass = again.bearer(ticket.holder(), Intent.READ, ticket.repository());
        return pass.isPresent()
                        && find(pass.get(), ticket.file().content()) instanceof Found.Here(var file)
                        && file.equals(ticket.file())
                ? Optional.of(new Fetched(pass.get(), file))
                : Optional.empty();
    }

    /// A file that a ticket is still good for.
    ///
    /// @param pass the pass of its holder, as of now
    /// @param file the file
    public record Fetched(Pass pass, Pointer file) {}

    /// Opens a file that `find` gave.
    public SeekableByteChannel open(Pointer file) throws IOException {
        return blobs.open(file.content());
    }

    private Optional<Pointer> committed(RepositoryId repository, Sha256 file) {
        return files.find(repository, file).filter(LargeFiles.Linked::committed).map(LargeFiles.Linked::file);
    }
}
