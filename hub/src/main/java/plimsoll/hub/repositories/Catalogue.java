package plimsoll.hub.repositories;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Showing;

/// The repositories of this hub: their names, and what listings and searches say of them.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `CatalogueContract`.
public interface Catalogue {
    /// The repository that has or had this name, whatever the case. A present name wins over a former one.
    Optional<Repository> find(RepoKind kind, RepoName name);

    /// The repository with this id.
    Optional<Repository> find(RepositoryId id);

    /// Enters a new repository.
    ///
    /// @return false, and nothing done, when another has or had its name
    boolean add(Repository repository);

    /// Gives a repository another name and keeps the old one for it. It may take back a name it had.
    ///
    /// @return false, and nothing done, when another repository has or had the new name
    boolean rename(RepositoryId id, RepoName name);

    /// Shows a repository as its plan says.
    void show(RepositoryId id, Showing showing);

    /// Takes a repository out, with all its former names.
    void remove(RepositoryId id);

    /// Notes what the main branch says of a repository, for listings and searches. In the transaction the calling
    /// thread is in, or in one of its own.
    ///
    /// @param at when it is noted
    void describe(RepositoryId id, Description description, Instant at);

    /// Forgets that again: others see no commit of it any more.
    void undescribe(RepositoryId id);

    /// What the card of a repository says, without its text, which may be long while this is asked at every download.
    Card cardInShort(RepositoryId id);

    /// What listings say of one repository.
    Optional<Listed> listed(RepositoryId id);

    /// One page of a search. What was called back as a whole is on none.
    ///
    /// @throws UnknownCursor when the cursor is none that this search made
    Page<Listed> search(Search search);

    /// What `asker` can narrow a search down by, with how many repositories of this kind each choice leaves; of each
    /// sort the `most` frequent.
    Facets facets(Recipient asker, RepoKind kind, int most);

    /// How many models say that they derive from `model`, of those that `asker` may know of; counted so
    /// far as a page is worth it.
    long derivatives(Recipient asker, RepoName model);

    /// Every tag of this kind's repositories that `asker` may know of, most frequent first, at most `most`.
    List<Facets.Count> tags(Recipient asker, RepoKind kind, int most);
}
