package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.Repository;

/// Looks at the files of new commits before any ref leads to them.
@FunctionalInterface
public interface Inspections {
    /// Nothing is looked at.
    Inspections NONE = (_, _, _, _) -> () -> {};

    /// Inspects what arrives, as far as that is quickly done.
    ///
    /// @param commits has what `moves` lead to
    /// @param brought every file of the new commits that no commit before has at its path; empty where there is one
    ///     new commit at most, and it is found out from that
    /// @return holds, within the transaction, what did not pass or is still to be inspected
    Sequel.Note prepare(
            Repository repository, List<RefMove> moves, Snapshot.Source commits, Optional<List<Entry>> brought)
            throws IOException;
}
