package plimsoll.hub.repositories;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.RepoKind;

/// What to look for among repositories. Only what `asker` may know of is ever found.
///
/// @param asker who asks
/// @param kind which kind
/// @param words each must occur in `namespace/name`, whatever the case
/// @param author the namespace that publishes it, whatever the case
/// @param tags each must be one of its tags
/// @param task its task
/// @param library its library
/// @param parameters how many parameters it has
/// @param order what comes first
/// @param descending the largest or newest first
/// @param cursor where the page begins: `Page.next` of the one before
/// @param limit how many on a page
/// @param cards whether to bring each repository's whole card, which may be long; without it `Card.json` is `{}`
/// @param gated whether only what is on terms, or only what is not; empty for both
public record Search(
        Recipient asker,
        RepoKind kind,
        List<String> words,
        Optional<String> author,
        Set<String> tags,
        Optional<String> task,
        Optional<String> library,
        Between parameters,
        Order order,
        boolean descending,
        Optional<String> cursor,
        int limit,
        boolean cards,
        Optional<Boolean> gated) {
    public Search {
        words = List.copyOf(words);
        tags = Set.copyOf(tags);
    }

    /// A search for what is on terms and what is not.
    public Search(
            Recipient asker,
            RepoKind kind,
            List<String> words,
            Optional<String> author,
            Set<String> tags,
            Optional<String> task,
            Optional<String> library,
            Between parameters,
            Order order,
            boolean descending,
            Optional<String> cursor,
            int limit,
            boolean cards) {
        this(
                asker,
                kind,
                words,
                author,
                tags,
                task,
                library,
                parameters,
                order,
                descending,
                cursor,
                limit,
                cards,
                Optional.empty());
    }

    /// The same search for what is on terms, or for what is not.
    public Search onTerms(boolean wanted) {
        return new Search(
                asker,
                kind,
                words,
                author,
                tags,
                task,
                library,
                parameters,
                order,
                descending,
                cursor,
                limit,
                cards,
                Optional.of(wanted));
    }

    /// A search that leaves the cards where they are.
    public Search(
            Recipient asker,
            RepoKind kind,
            List<String> words,
            Optional<String> author,
            Set<String> tags,
            Optional<String> task,
            Optional<String> library,
            Between parameters,
            Order order,
            boolean descending,
            Optional<String> cursor,
            int limit) {
        this(asker, kind, words, author, tags, task, library, parameters, order, descending, cursor, limit, false);
    }

    /// The same with another limit.
    Search limitedTo(int most) {
        return new Search(
                asker,
                kind,
                words,
                author,
                tags,
                task,
                library,
                parameters,
                order,
                descending,
                cursor,
                most,
                cards,
                gated);
    }

    /// Everything of one kind that `asker` may know of, hottest first.
    public static Search everything(Recipient asker, RepoKind kind, int limit) {
        return new Search(
                asker,
                kind,
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Between.ANY,
                Order.TRENDING,
                true,
                Optional.empty(),
                limit);
    }

    /// A closed range.
    ///
    /// @param least the smallest that counts
    /// @param most the largest that counts
    public record Between(long least, long most) {
        /// Everything, also what has no count.
        public static final Between ANY = new Between(0, Long.MAX_VALUE);
    }

    /// What a listing can be sorted by. Ties are broken by id, so that every order is stable.
    public enum Order {
        TRENDING,
        LIKES,
        DOWNLOADS,
        CREATED,
        CHANGED
    }
}
