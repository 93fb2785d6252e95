package plimsoll.hub.inspection;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RepositoryId;

/// What inspections said of files: once for each content under each name it has, and for each version of what inspects.
///
/// Safe for use by any number of threads and processes. Every implementation passes `VerdictsContract`.
public interface Verdicts {
    /// Those that are known, by what they are of.
    Map<Subject, FileVerdict> of(Collection<Subject> keys, String version);

    /// The newest verdict, of whatever version.
    Optional<FileVerdict> last(Subject key);

    /// Keeps verdicts, in the transaction of what follows from them, if there is one.
    void keep(Map<Subject, FileVerdict> verdicts, String version, Instant at);

    /// Notes that all of a repository's history was inspected by a version.
    void inspected(RepositoryId repository, String version, Instant at);

    /// Repositories whose history no inspection of this version has been through, in the order of their ids.
    ///
    /// @param after those whose id comes later; empty text for the first
    List<RepositoryId> outdated(String version, String after, int limit);

    /// What a verdict is of.
    ///
    /// @param content the SHA-256 of a large file, git's name of a small one
    /// @param name the file's own, without its folder: by it some formats are told
    record Subject(String content, String name) {
        /// The one for a file.
        public static Subject of(Entry file) {
            var content = file instanceof Entry.LargeFile large
                    ? large.pointer().content().hex()
                    : file.oid().hex();
            return new Subject(content, file.path().fileName());
        }
    }
}
