package plimsoll.hub.line;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;

/// The fact sheet of each repository's main branch.
///
/// Safe for use by any number of threads. A deleted repository's sheet goes with it. Every implementation passes
/// `FactSheetsContract`.
public interface FactSheets {
    /// The sheet of a repository; empty when none was made yet.
    Optional<Kept> of(RepositoryId repository);

    /// Keeps a sheet in place of the one before. In the transaction the calling thread is in, or in one of its own.
    void keep(RepositoryId repository, GitOid commit, FactSheet sheet);

    /// One page of all sheets, in order of the repositories' ids.
    ///
    /// @param after the id of the last one of the page before; empty text for the first page
    List<Kept> page(String after, int limit);

    /// A sheet.
    ///
    /// @param repository of which repository
    /// @param commit of which revision of it
    /// @param sheet what is known of it
    record Kept(Repository repository, GitOid commit, FactSheet sheet) {}
}
