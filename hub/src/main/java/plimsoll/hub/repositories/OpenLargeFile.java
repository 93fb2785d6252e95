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
    private final Catalogue catalogue;
    private final EnterRepository door;
    private final TicketHolders holders;
    private final Reach reach;
    private final LargeFiles files;
    private final Blobs blobs;

    /// Hands out `blobs` that `files` links.
    public OpenLargeFile(
            Catalogue catalogue,
            EnterRepository door,
            TicketHolders holders,
            Reach reach,
            LargeFiles files,
            Blobs blobs) {
        this.catalogue = catalogue;
        this.door = door;
        this.holders = holders;
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

    /// Who holds a ticket today, if the gate would still let them do `intent` in its repository.
    public Optional<Pass> bearer(Ticket ticket, Intent intent) {
        var holder = holders.named(ticket.actor());
        return catalogue
                .find(ticket.repository())
                .flatMap(repository -> door.enter(holder, intent, repository) instanceof Entrance.Entered(var pass)
                        ? Optional.of(pass)
                        : Optional.empty());
    }

    /// The file a ticket was given out for, as the repository has it now; empty when its holder may no longer
    /// fetch it.
    public Optional<Pointer> find(Ticket ticket) throws IOException {
        var pass = bearer(ticket, Intent.READ);
        return pass.isPresent()
                        && find(pass.get(), ticket.file().content()) instanceof Found.Here(var file)
                        && file.equals(ticket.file())
                ? Optional.of(file)
                : Optional.empty();
    }

    /// Opens a file that `find` gave.
    public SeekableByteChannel open(Pointer file) throws IOException {
        return blobs.open(file.content());
    }

    private Optional<Pointer> committed(RepositoryId repository, Sha256 file) {
        return files.find(repository, file).filter(LargeFiles.Linked::committed).map(LargeFiles.Linked::file);
    }
}
