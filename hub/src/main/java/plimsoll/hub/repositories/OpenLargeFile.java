package plimsoll.hub.repositories;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
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
    private final LargeFiles files;
    private final Blobs blobs;

    /// Hands out `blobs` that `files` links, to whom the gate lets in when it is asked `again`.
    public OpenLargeFile(AskAgain again, LargeFiles files, Blobs blobs) {
        this.again = again;
        this.files = files;
        this.blobs = blobs;
    }

    /// The file of this hash that a commit of the repository names.
    public Optional<Pointer> find(Pass pass, Sha256 file) {
        return committed(pass.require(Intent.READ).repository().id(), file);
    }

    /// The file a ticket was given out for, as the repository has it now; empty when its holder may no longer
    /// fetch it.
    public Optional<Pointer> find(Ticket ticket) {
        return again.bearer(ticket.holder(), Intent.READ, ticket.repository())
                .flatMap(bearer ->
                        committed(bearer.repository().id(), ticket.file().content()))
                .filter(ticket.file()::equals);
    }

    /// Opens a file that `find` gave.
    public SeekableByteChannel open(Pointer file) throws IOException {
        return blobs.open(file.content());
    }

    private Optional<Pointer> committed(RepositoryId repository, Sha256 file) {
        return files.find(repository, file).filter(LargeFiles.Linked::committed).map(LargeFiles.Linked::file);
    }
}
