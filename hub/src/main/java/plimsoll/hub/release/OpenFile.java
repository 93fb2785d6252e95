package plimsoll.hub.release;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.release.Opening.Large;
import plimsoll.hub.release.Opening.NoFile;
import plimsoll.hub.release.Opening.NoRevision;
import plimsoll.hub.release.Opening.Small;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.ShownRefs;

/// Opens a file for a recipient whom the gate let in.
///
/// A large file opens only while its repository links it: its hash in a tree alone gives nobody its bytes.
public final class OpenFile {
    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Blobs blobs;
    private final NameBytes names;
    private final ShownRefs refs;

    /// Opens what these keep.
    public OpenFile(Repositories repositories, LargeFiles largeFiles, Blobs blobs, NameBytes names) {
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.blobs = blobs;
        this.names = names;
        this.refs = new ShownRefs(repositories);
    }

    /// Finds the file at `path` in the commit that `revision` names.
    ///
    /// @throws plimsoll.hub.repositories.RevisionRecalled when that commit was called back
    public Opening open(Pass pass, String revision, String path) throws IOException {
        var id = pass.repository().id();
        var commit = refs.resolve(pass, revision);
        if (commit.isEmpty()) {
            return new NoRevision(revision);
        }
        var found = FilePath.parse(path);
        if (found.isEmpty()) {
            return new NoFile(commit.get(), path);
        }
        return repositories
                .find(id, commit.get(), found.get())
                .map(entry -> opened(pass, commit.get(), entry))
                .orElseGet(() -> new NoFile(commit.get(), path));
    }

    private Opening opened(Pass pass, GitOid commit, Entry entry) {
        return switch (pass.admits(entry.path())) {
            case Admitted _ -> admitted(pass, commit, entry);
            case Unseen _ -> new NoFile(commit, entry.path().text());
            case Admission why when !(entry instanceof Entry.Folder) -> new Opening.Refused(commit, entry, why);
            case Admission _ -> new NoFile(commit, entry.path().text());
        };
    }

    private Opening admitted(Pass pass, GitOid commit, Entry entry) {
        return switch (entry) {
            case Entry.SmallFile file -> new Small(commit, file);
            case Entry.LargeFile file
            when isHere(pass.repository().id(), file) ->
                new Large(commit, file, names.nameFor(pass.recipient(), file.pointer()));
            case Entry.LargeFile _, Entry.Folder _ ->
                new NoFile(commit, entry.path().text());
        };
    }

    /// The bytes of a file kept in git. The caller closes the channel.
    public SeekableByteChannel bytes(RepositoryId repository, Entry.SmallFile file) {
        return new StreamedChannel(() -> repositories.open(repository, file.oid()), file.sizeBytes());
    }

    /// The bytes of a large file, as it is kept. The caller closes the channel.
    ///
    /// @throws BlobMissing when the store has lost it
    public SeekableByteChannel bytes(Pointer kept) throws IOException {
        return blobs.open(kept.content());
    }

    private boolean isHere(RepositoryId repository, Entry.LargeFile file) {
        return largeFiles
                .find(repository, file.pointer().content())
                .filter(LargeFiles.Linked::committed)
                .isPresent();
    }
}
