package plimsoll.hub.repositories;

import java.io.IOException;
import plimsoll.domain.repository.Repository;

/// What follows when the main branch of a repository moves: listings and searches learn what it says now.
@FunctionalInterface
public interface Sequel {
    /// Nothing follows.
    Sequel NONE = (_, _) -> () -> {};

    /// Reads what there is to know of `head`, before any ref moves there.
    Note prepare(Repository repository, Snapshot head) throws IOException;

    /// This, and then `next`, which finds noted what this notes.
    default Sequel then(Sequel next) {
        return (repository, head) -> {
            var first = prepare(repository, head);
            var second = next.prepare(repository, head);
            return () -> {
                first.take();
                second.take();
            };
        };
    }

    /// What was read, to be noted.
    @FunctionalInterface
    interface Note {
        /// Notes it, in the transaction that moves the branch.
        void take();
    }
}
