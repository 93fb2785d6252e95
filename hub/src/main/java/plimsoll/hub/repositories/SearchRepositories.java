package plimsoll.hub.repositories;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;

/// Finds repositories, and says what there is to narrow a search down by.
///
/// Safe for use by any number of threads.
public final class SearchRepositories {
    /// The longest page without cards: what the hub's clients ask for at most.
    public static final int MAX_LIMIT = 1_000;
    /// The longest page with cards, which may be long.
    public static final int MAX_LIMIT_WITH_CARDS = 100;
    /// Each word costs a comparison for every repository looked at.
    public static final int MAX_WORDS = 10;
    /// As long as `namespace/name` can be.
    public static final int MAX_WORD_CHARACTERS = 193;
    /// Each tag costs a look into an index for every repository looked at.
    public static final int MAX_TAGS = 20;
    /// Choices of each sort that a page of facets can show.
    private static final int FACETS = 30;
    /// Tags told of to clients that ask for all of them.
    private static final int TAGS = 10_000;
    /// Counting reads the whole catalogue, and nobody minds figures of a minute ago.
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final Recipient PUBLIC = new Stranger();

    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Map<RepoKind, Kept<Facets>> facets = new ConcurrentHashMap<>();
    private final Map<RepoKind, Kept<List<Facets.Count>>> tags = new ConcurrentHashMap<>();

    /// A search through `catalogue`.
    public SearchRepositories(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /// One page. A limit beyond the longest page gets the longest page.
    ///
    /// @throws UnknownCursor when the cursor is none that this search made
    public Page<Listed> search(Search search) {
        int most = search.cards() ? MAX_LIMIT_WITH_CARDS : MAX_LIMIT;
        return catalogue.search(search.limitedTo(Math.clamp(search.limit(), 1, most)));
    }

    /// What strangers can narrow a search down by. The figures may be a minute old.
    public Facets facets(RepoKind kind) {
        return fresh(facets, kind, () -> catalogue.facets(PUBLIC, kind, FACETS));
    }

    /// Every tag of public repositories, the most frequent first. The figures may be a minute old.
    public List<Facets.Count> tags(RepoKind kind) {
        return fresh(tags, kind, () -> catalogue.tags(PUBLIC, kind, TAGS));
    }

    private <T> T fresh(Map<RepoKind, Kept<T>> all, RepoKind kind, Supplier<T> count) {
        var now = Instant.ofEpochMilli(clock.millis());
        return all.compute(
                        kind,
                        (_, kept) -> kept != null && kept.until().isAfter(now)
                                ? kept
                                : new Kept<>(count.get(), now.plus(FRESH)))
                .value();
    }

    private record Kept<T>(T value, Instant until) {}
}
