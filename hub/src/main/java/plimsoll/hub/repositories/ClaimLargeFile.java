package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.LinkReceived;

/// Decides whether somebody may have a file in a repository without sending its bytes: it is there already, or
/// they can read it in a repository whose commits name it now and could give it away: as its publisher, or because it
/// is anybody's. Knowing a hash is no claim; hashes are public. What is on terms or under an agreement is read, not
/// given away.
///
/// Safe for use by any number of threads.
public final class ClaimLargeFile {
    /// How many repositories are looked at, always: fewer looks for a file that nobody has would tell by the
    /// clock that somebody has it. Whoever reads none of the first few sends the bytes.
    private static final int LOOKS = 8;

    private static final RepositoryId NOWHERE = new RepositoryId("0".repeat(24));

    private final Catalogue catalogue;
    private final EnterRepository door;
    private final Reach reach;
    private final LargeFiles files;
    private final LinkReceived link;

    /// Claims of files in `files`, judged at `door`.
    public ClaimLargeFile(Catalogue catalogue, EnterRepository door, Reach reach, LargeFiles files, LinkReceived link) {
        this.catalogue = catalogue;
        this.door = door;
        this.reach = reach;
        this.files = files;
        this.link = link;
    }

    /// The file in the repository of `pass`, linked to it now if it was not; empty when its committer must send it
    /// first.
    public Optional<Pointer> claim(Pass pass, Sha256 content) throws IOException {
        pass.require(Intent.WRITE);
        return link(pass.recipient(), pass.repository().id(), content);
    }

    /// Whether `who` may name `file` in a commit to `into`.
    public boolean mayLink(Recipient who, RepositoryId into, Sha256 file) throws IOException {
        return find(who, into, file).isPresent();
    }

    /// The file that `who` may name in a commit to `into`, with its size; empty when they must send it first.
    /// Changes nothing, and the commit needs `link` yet.
    public Optional<Pointer> find(Recipient who, RepositoryId into, Sha256 file) throws IOException {
        var linked = files.find(into, file);
        return linked.isPresent() ? linked.map(LargeFiles.Linked::file) : readElsewhere(who, file);
    }

    /// Links `file` to `into` if `who` may: like `find`, and then done. Joins the caller's transaction if there
    /// is one.
    public Optional<Pointer> link(Recipient who, RepositoryId into, Sha256 file) throws IOException {
        var linked = files.find(into, file);
        if (linked.isPresent()) {
            return linked.map(LargeFiles.Linked::file);
        }
        var elsewhere = readElsewhere(who, file);
        if (elsewhere.isPresent()) {
            try {
                link.link(who.actor(), into, elsewhere.get());
            } catch (BlobLeaving _) {
                return Optional.empty(); // as if nobody had it, which is about to be so
            }
        }
        return elsewhere;
    }

    private Optional<Pointer> readElsewhere(Recipient who, Sha256 file) throws IOException {
        var homes = files.repositoriesWith(file, LOOKS);
        Optional<Pointer> found = Optional.empty();
        for (int look = 0; look < LOOKS; look++) {
            var home = look < homes.size() ? homes.get(look) : NOWHERE;
            var there = files.find(isAnybodys(who, home, file) ? home : NOWHERE, file);
            found = there.isPresent() ? there.map(LargeFiles.Linked::file) : found;
        }
        return found;
    }

    private boolean isAnybodys(Recipient who, RepositoryId home, Sha256 file) throws IOException {
        var seen = catalogue.find(home);
        return seen.isPresent()
                && door.enter(who, Intent.READ, seen.get()) instanceof Entrance.Entered(var pass)
                && reach.isAnybodys(pass, file);
    }
}
