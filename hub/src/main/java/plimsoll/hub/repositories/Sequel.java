package plimsoll.hub.repositories;

import java.io.IOException;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Repository;

/// What follows when the main branch of a repository moves: listings and searches learn what it says now.
@FunctionalInterface
public interface Sequel {
    /// Nothing follows.
    Sequel NONE = (_, _) -> {};

    /// Hears of it after the transaction that moved the branch to `head`, on the thread that did. What it does can
    /// be done again, so after a crash in between, the next commit or a sweep does it.
    void mainMoved(Repository repository, GitOid head) throws IOException;
}
