package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.GitAttributes;
import plimsoll.domain.repository.GitIgnore;
import plimsoll.domain.repository.UploadMode;

/// Tells a client, before it sends anything, where each file's bytes will go and what is there already.
public final class PlanUpload {
    private static final FilePath GIT_IGNORE = new FilePath(".gitignore");

    private final Repositories repositories;
    private final NameBytes names;

    /// Plans uploads to what `repositories` keeps.
    public PlanUpload(Repositories repositories, NameBytes names) {
        this.repositories = repositories;
        this.names = names;
    }

    /// The plan, file by file; empty when there is no such branch to commit to.
    public Optional<List<Planned>> plan(Pass pass, Upload upload) throws IOException {
        pass.require(Intent.WRITE);
        var id = pass.repository().id();
        var head = repositories.resolve(id, upload.revision);
        if (head.isEmpty() && !CommitTarget.canBegin(upload.revision)) {
            return Optional.empty();
        }
        var files = new TreeText(repositories, id, head);
        var reader = attributes(pass, upload, head, files).reader();
        var ignored = upload.gitIgnore.isPresent() ? upload.gitIgnore : files.read(GIT_IGNORE);
        var ignore = GitIgnore.parse(ignored.orElse(""));
        var planned = new ArrayList<Planned>();
        for (var candidate : upload.files) {
            planned.add(new Planned(
                    candidate.path,
                    UploadMode.of(candidate.path, candidate.sizeBytes, candidate.sample, reader),
                    ignore.ignores(candidate.path),
                    present(pass, head, candidate.path)));
        }
        return Optional.of(planned);
    }

    private static GitAttributes attributes(Pass pass, Upload upload, Optional<GitOid> head, TreeText files)
            throws IOException {
        if (upload.gitAttributes.isPresent()) {
            return new GitAttributes(upload.gitAttributes.get());
        }
        return head.isEmpty()
                ? GitAttributes.startOf(pass.repository().kind())
                : new GitAttributes(files.read(GitAttributes.PATH).orElse(""));
    }

    private Optional<String> present(Pass pass, Optional<GitOid> head, FilePath path) throws IOException {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        return repositories.find(pass.repository().id(), head.get(), path).flatMap(entry -> switch (entry) {
            case Entry.Folder _ -> Optional.empty();
            case Entry.SmallFile file -> Optional.of(file.oid().hex());
            case Entry.LargeFile file ->
                Optional.of(names.nameFor(pass.recipient(), file.pointer())
                        .content()
                        .hex());
        });
    }

    /// What a client is about to upload.
    ///
    /// @param revision the branch it will commit to
    /// @param files which files
    /// @param gitIgnore the `.gitignore` that comes with them; empty to go by the branch's
    /// @param gitAttributes the `.gitattributes` that comes with them; empty to go by the branch's
    public record Upload(
            String revision, List<Candidate> files, Optional<String> gitIgnore, Optional<String> gitAttributes) {
        public Upload {
            files = List.copyOf(files);
        }
    }

    /// A file to be uploaded.
    ///
    /// @param path where to
    /// @param sizeBytes its size
    /// @param sample its first bytes
    public record Candidate(FilePath path, long sizeBytes, Bytes sample) {}

    /// What to do with it.
    ///
    /// @param path where to
    /// @param mode where its bytes go
    /// @param ignored whether the publisher's `.gitignore` leaves it out
    /// @param oid what is there now: a git blob's id, or a large file's SHA-256
    public record Planned(FilePath path, UploadMode mode, boolean ignored, Optional<String> oid) {}
}
