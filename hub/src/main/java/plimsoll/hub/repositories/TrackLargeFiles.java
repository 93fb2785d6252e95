package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.GitAttributes;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.UploadMode;

/// Keeps `.gitattributes` true: a large file it does not speak of would be a pointer's text in every clone.
final class TrackLargeFiles {
    private final Repositories repositories;
    private final Repository repository;

    TrackLargeFiles(Repositories repositories, Repository repository) {
        this.repositories = repositories;
        this.repository = repository;
    }

    /// `changes`, and what they need of `.gitattributes`. A repository's first commit brings one in any case.
    List<FileChange> with(List<FileChange> changes, Optional<GitOid> head) throws IOException {
        var before = before(changes, head);
        var reader = before.reader();
        var unspoken = new ArrayList<FilePath>();
        for (var path : written(changes)) {
            if (reader.declared(path).orElse(UploadMode.REGULAR) != UploadMode.LFS) {
                unspoken.add(path);
            }
        }
        boolean begins = head.isEmpty()
                && changes.stream().noneMatch(change -> change.path().equals(GitAttributes.PATH));
        if (unspoken.isEmpty() && !begins) {
            return changes;
        }
        var more = new ArrayList<>(changes);
        more.add(new FileChange.Write(
                GitAttributes.PATH, Bytes.ofUtf8(before.tracking(unspoken).text())));
        return more;
    }

    // What the file says before we add to it: what the commit itself brings, else what the branch has.
    private GitAttributes before(List<FileChange> changes, Optional<GitOid> head) throws IOException {
        for (var change : changes.reversed()) {
            if (!change.path().equals(GitAttributes.PATH)) {
                continue;
            }
            return change instanceof FileChange.Write write
                    ? new GitAttributes(write.content().utf8())
                    : GitAttributes.NONE;
        }
        if (head.isEmpty()) {
            return GitAttributes.startOf(repository.kind());
        }
        return new TreeText(repositories, repository.id(), head)
                .read(GitAttributes.PATH)
                .map(GitAttributes::new)
                .orElse(GitAttributes.NONE);
    }

    private static Set<FilePath> written(List<FileChange> changes) {
        var paths = new LinkedHashSet<FilePath>();
        for (var change : changes) {
            switch (change) {
                case FileChange.WriteLarge large -> paths.add(large.path());
                case FileChange.Write write -> paths.remove(write.path());
                case FileChange.Delete delete -> paths.remove(delete.path());
                case FileChange.DeleteFolder folder -> paths.removeIf(path -> path.isBelow(folder.path()));
            }
        }
        return paths;
    }
}
