package plimsoll.hub.personaldata;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.inspection.Verdicts.Subject;

/// What scans found in files: counts, once for each content under each name it has. Values are never among them.
///
/// Safe for use by any number of threads and processes. Every implementation passes `PersonalDataScansContract`.
public interface PersonalDataScans {
    /// The newest scan of each of these that has one, of whatever version.
    Map<Subject, Kept> of(Collection<Subject> keys);

    /// Keeps scans, each in place of the one before, in the transaction of what follows from them, if there is one.
    void keep(Map<Subject, FileScan> scans, String version, Instant at);

    /// Notes that a version has been through all files of a repository's main branch, and what that came to; empty
    /// where it has no commit.
    void scanned(RepositoryId repository, Optional<Gist> gist, String version, Instant at);

    /// What the last scan of a repository's main branch came to; empty where there was none, or nothing to scan.
    Optional<Gist> gist(RepositoryId repository);

    /// Repositories that no scan of this version has been through, in the order of their ids.
    ///
    /// @param after those whose id comes later; empty text for the first
    List<RepositoryId> outdated(String version, String after, int limit);

    /// A scan.
    ///
    /// @param scan what it found
    /// @param version of what made it
    /// @param at when
    record Kept(FileScan scan, String version, Instant at) {}
}
