package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.STRANGER;
import static plimsoll.hub.fixtures.Story.ada;
import static plimsoll.hub.fixtures.Story.bob;
import static plimsoll.hub.fixtures.Story.commit;
import static plimsoll.hub.fixtures.Story.described;
import static plimsoll.hub.fixtures.Story.grace;
import static plimsoll.hub.fixtures.Story.id;
import static plimsoll.hub.fixtures.Story.model;
import static plimsoll.hub.fixtures.Story.repository;
import static plimsoll.hub.fixtures.Story.tagged;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.repositories.Search.Between;
import plimsoll.hub.repositories.Search.Order;

/// What every catalogue promises.
public abstract class CatalogueContract {
    private static final Card WHOLE = new Card(
            "{\"license\":\"mit\"}",
            List.of("transformers", "text-generation", "en", "license:mit", "base_model:meta/llama"),
            Optional.of("text-generation"),
            Optional.of("transformers"),
            Optional.of("mit"),
            List.of("meta/llama"));

    private static final String FACTS = "{\"config\":{\"model_type\":\"llama\"}}";

    /// The catalogue under test, empty.
    protected abstract Catalogue catalogue();

    @Test
    void aRepositoryIsFoundByItsNameWhateverTheCase() {
        var added = model(1, "Lab/Sea-Chart");
        assertTrue(catalogue().add(added));
        assertEquals(Optional.of(added), catalogue().find(RepoKind.MODEL, name("lab/sea-chart")));
        assertEquals(Optional.of(added), catalogue().find(added.id()));
        assertEquals(Optional.empty(), catalogue().find(RepoKind.DATASET, name("lab/sea-chart")));
        assertEquals(Optional.empty(), catalogue().find(id(9)));
    }

    @Test
    void aNameBelongsToOneRepositoryOfItsKind() {
        assertTrue(catalogue().add(model(1, "lab/chart")));
        assertFalse(catalogue().add(model(2, "LAB/Chart")));
        assertTrue(catalogue().add(repository(3, RepoKind.DATASET, "lab/chart", Visibility.PUBLIC)));
        assertEquals(Optional.empty(), catalogue().find(id(2)));
    }

    @Test
    void aRenamedRepositoryIsFoundByBothNames() {
        catalogue().add(model(1, "lab/old"));
        assertTrue(catalogue().rename(id(1), name("lab/New")));
        assertEquals("lab/New", found("lab/new").name().toString());
        assertEquals("lab/New", found("lab/old").name().toString());
        assertEquals(List.of("lab/New"), names(words("new")));
        assertEquals(List.of(), names(words("old")));
    }

    @Test
    void nobodyElseGetsAFormerName() {
        catalogue().add(model(1, "lab/old"));
        catalogue().rename(id(1), name("lab/new"));
        assertFalse(catalogue().add(model(2, "lab/Old")));
        catalogue().add(model(3, "lab/third"));
        assertFalse(catalogue().rename(id(3), name("lab/old")));
        assertFalse(catalogue().rename(id(3), name("lab/new")));
    }

    @Test
    void aRepositoryMayTakeBackAFormerName() {
        catalogue().add(model(1, "lab/old"));
        catalogue().rename(id(1), name("lab/new"));
        assertTrue(catalogue().rename(id(1), name("lab/old")));
        assertEquals("lab/old", found("lab/new").name().toString());
        assertTrue(catalogue().rename(id(1), name("Lab/OLD")));
        assertEquals("Lab/OLD", found("lab/old").name().toString());
    }

    @Test
    void aRemovedRepositoryFreesAllItsNames() {
        catalogue().add(model(1, "lab/old"));
        catalogue().rename(id(1), name("lab/new"));
        catalogue().describe(id(1), described(WHOLE), DAWN);
        catalogue().remove(id(1));
        assertEquals(Optional.empty(), catalogue().find(RepoKind.MODEL, name("lab/old")));
        assertTrue(catalogue().add(model(2, "lab/old")));
        assertTrue(catalogue().add(model(3, "lab/new")));
        assertEquals(List.of(), names(tags("license:mit")));
    }

    @Test
    void whatIsDescribedComesBackWhole() {
        catalogue().add(model(1, "lab/chart"));
        var description = new Description(
                commit(7), DAWN.plusSeconds(70), WHOLE, FACTS, 12, 5_000_000_000L, OptionalLong.of(260_000));
        assertEquals(Optional.empty(), catalogue().listed(id(1)).orElseThrow().description());
        catalogue().describe(id(1), description, DAWN.plusSeconds(71));
        var listed = catalogue().listed(id(1)).orElseThrow();
        assertEquals(Optional.of(description), listed.description());
        assertEquals(DAWN.plusSeconds(70), listed.changedAt());
    }

    @Test
    void aNewDescriptionReplacesTheOldOne() {
        catalogue().add(model(1, "lab/chart"));
        catalogue().describe(id(1), described(tagged("old", "both")), DAWN);
        catalogue().describe(id(1), described(tagged("both", "new")), DAWN);
        assertEquals(List.of(), names(tags("old")));
        assertEquals(List.of("lab/chart"), names(tags("both", "new")));
    }

    @Test
    void whatIsForgottenIsFoundByItsNameAlone() {
        catalogue().add(model(1, "lab/chart"));
        catalogue().describe(id(1), described(tagged("old")), DAWN);
        catalogue().undescribe(id(1));
        assertEquals(List.of(), names(tags("old")));
        assertEquals(Optional.empty(), catalogue().listed(id(1)).orElseThrow().description());
        assertEquals(Card.NONE, catalogue().cardInShort(id(1)));
        catalogue().describe(id(1), described(tagged("new")), DAWN);
        assertEquals(List.of("lab/chart"), names(tags("new")));
    }

    @Test
    void cardsComeOnlyToThoseWhoAsk() {
        catalogue().add(model(1, "lab/chart"));
        catalogue().describe(id(1), described(WHOLE), DAWN);
        assertEquals("{}", card(tags("license:mit")));
        var inShort = catalogue().cardInShort(id(1));
        assertEquals("{}", inShort.json());
        assertEquals(WHOLE.tags(), inShort.tags());
        assertEquals(WHOLE.baseModels(), inShort.baseModels());
        assertEquals(WHOLE.licence(), inShort.licence());
        assertEquals(Card.NONE, catalogue().cardInShort(id(2)));
        var s = tags("license:mit");
        assertEquals(WHOLE.json(), card(withCards(s)));
    }

    @Test
    void derivativesAreCountedAsFarAsTheAskerKnowsOfThem() {
        catalogue().add(model(1, "lab/open"));
        catalogue().add(repository(2, RepoKind.MODEL, "lab/secret", Visibility.PRIVATE));
        catalogue().add(repository(3, RepoKind.DATASET, "lab/answers", Visibility.PUBLIC));
        for (int n = 1; n <= 3; n++) {
            catalogue().describe(id(n), described(WHOLE), DAWN);
        }
        assertEquals(1, catalogue().derivatives(new Recipient.Stranger(), name("meta/llama")));
        assertEquals(0, catalogue().derivatives(new Recipient.Stranger(), name("lab/open")));
    }

    @Test
    void everyWordMustOccurInTheName() {
        catalogue().add(model(1, "lab/Sea-Chart_7b"));
        catalogue().add(model(2, "lab/sea-horse"));
        catalogue().add(model(3, "seaside/horse"));
        assertEquals(List.of("lab/Sea-Chart_7b"), names(words("SEA", "chart")));
        assertEquals(List.of("seaside/horse", "lab/sea-horse", "lab/Sea-Chart_7b"), names(words("sea")));
        assertEquals(List.of("lab/sea-horse"), names(words("lab/sea-h")));
        assertEquals(List.of("lab/Sea-Chart_7b"), names(words("7b")));
        assertEquals(List.of(), names(words("sea", "unheard-of")));
    }

    @Test
    void wordsAreTakenAsTheyStand() {
        catalogue().add(model(1, "lab/a_b_c"));
        catalogue().add(model(2, "lab/aXbXc"));
        assertEquals(List.of("lab/a_b_c"), names(words("a_b_c")));
        for (var odd : List.of("%", "a%c", "!", "\\", "'", "a_b_c%", "\"; drop table repository")) {
            assertEquals(List.of(), names(words(odd)), odd);
        }
    }

    @Test
    void everyOtherWishMustHoldToo() {
        catalogue().add(model(1, "lab/one"));
        catalogue().add(model(2, "other/two"));
        catalogue().add(repository(3, RepoKind.DATASET, "lab/three", Visibility.PUBLIC));
        for (int n = 1; n <= 3; n++) {
            var description = new Description(commit(n), DAWN, WHOLE, FACTS, 1, 1, OptionalLong.of(n * 1_000L));
            catalogue().describe(id(n), description, DAWN);
        }
        assertEquals(List.of("lab/one"), names(search("LAB", Optional.empty(), Optional.empty(), Between.ANY)));
        assertEquals(
                List.of("other/two", "lab/one"),
                names(search(null, Optional.of("text-generation"), Optional.of("transformers"), Between.ANY)));
        assertEquals(List.of(), names(search(null, Optional.of("fill-mask"), Optional.empty(), Between.ANY)));
        assertEquals(
                List.of("other/two"),
                names(search(null, Optional.empty(), Optional.empty(), new Between(1_001, 2_000))));
        assertEquals(List.of(), names(tags("license:mit", "license:apache-2.0")));
    }

    @Test
    void hiddenRepositoriesAreFoundByTheirOwnPeopleOnly() {
        catalogue().add(repository(1, RepoKind.MODEL, "lab/hidden", Visibility.PRIVATE));
        catalogue().describe(id(1), described(WHOLE), DAWN);
        for (var asker : List.of(STRANGER, bob())) {
            assertEquals(List.of(), names(by(asker)));
            assertEquals(0, catalogue().facets(asker, RepoKind.MODEL, 10).repositories());
            assertEquals(
                    List.of(), catalogue().facets(asker, RepoKind.MODEL, 10).baseModels());
            assertEquals(List.of(), catalogue().tags(asker, RepoKind.MODEL, 10));
        }
        for (var asker : List.of(ada(), grace())) {
            assertEquals(List.of("lab/hidden"), names(by(asker)));
            assertEquals(1, catalogue().facets(asker, RepoKind.MODEL, 10).repositories());
        }
        catalogue().show(id(1), Showing.of(Visibility.PUBLIC));
        assertEquals(List.of("lab/hidden"), names(by(STRANGER)));
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        int many = 25;
        IntStream.range(0, many).forEach(n -> {
            var visibility = n % 3 == 0 ? Visibility.PRIVATE : Visibility.PUBLIC;
            catalogue().add(repository(n, RepoKind.MODEL, "lab/model-" + n, visibility));
            catalogue()
                    .describe(
                            id(n),
                            new Description(
                                    commit(n), DAWN.plusSeconds(n % 5), WHOLE, FACTS, 1, 1, OptionalLong.empty()),
                            DAWN);
        });
        for (var order : Order.values()) {
            for (var descending : List.of(true, false)) {
                for (int limit : List.of(1, 7, many - 1, many, many + 1)) {
                    var all = walk(order, descending, limit);
                    assertEquals(many, all.size(), () -> order + " " + descending + " " + limit);
                    assertEquals(many, Set.copyOf(all).size(), () -> order + " " + descending + " " + limit);
                    assertEquals(walk(order, descending, many), all);
                }
            }
        }
    }

    @Test
    void whatIsAddedMeanwhileDisturbsNoPage() {
        IntStream.range(0, 10).forEach(n -> catalogue().add(model(n, "lab/model-" + n)));
        var first = catalogue().search(page(Order.CREATED, true, Optional.empty(), 4));
        catalogue().add(model(99, "lab/new"));
        catalogue().remove(first.items().getLast().repository().id());
        var second = catalogue().search(page(Order.CREATED, true, first.next(), 4));
        assertEquals(List.of("lab/model-5", "lab/model-4", "lab/model-3", "lab/model-2"), names(second));
    }

    @Test
    void aCursorOfAnotherListingIsRefused() {
        IntStream.range(0, 3).forEach(n -> catalogue().add(model(n, "lab/model-" + n)));
        var cursor = catalogue()
                .search(page(Order.CREATED, true, Optional.empty(), 1))
                .next();
        for (var wrong : List.of(
                page(Order.LIKES, true, cursor, 1),
                page(Order.CREATED, false, cursor, 1),
                page(Order.CREATED, true, Optional.of("x" + cursor.orElseThrow()), 1),
                page(Order.CREATED, true, Optional.of(""), 1),
                page(Order.CREATED, true, Optional.of("'"), 1),
                page(Order.CREATED, true, Optional.of("a".repeat(10_000)), 1))) {
            assertThrows(UnknownCursor.class, () -> catalogue().search(wrong));
        }
    }

    @Test
    void facetsCountWhatRepositoriesHaveInCommon() {
        for (int n = 1; n <= 3; n++) {
            catalogue().add(model(n, "lab/model-" + n));
            catalogue().describe(id(n), described(n == 3 ? Card.NONE : WHOLE), DAWN);
        }
        var facets = catalogue().facets(STRANGER, RepoKind.MODEL, 10);
        assertEquals(
                new Facets(
                        3,
                        List.of(new Facets.Count("text-generation", 2)),
                        List.of(new Facets.Count("transformers", 2)),
                        List.of(new Facets.Count("mit", 2)),
                        List.of(new Facets.Count("meta/llama", 2))),
                facets);
        assertEquals(0, catalogue().facets(STRANGER, RepoKind.SPACE, 10).repositories());
        var tags = catalogue().tags(STRANGER, RepoKind.MODEL, 2);
        assertEquals(List.of(new Facets.Count("base_model:meta/llama", 2), new Facets.Count("en", 2)), tags);
    }

    private plimsoll.domain.repository.Repository found(String name) {
        return catalogue().find(RepoKind.MODEL, name(name)).orElseThrow();
    }

    private String card(Search search) {
        return catalogue()
                .search(search)
                .items()
                .getFirst()
                .description()
                .orElseThrow()
                .card()
                .json();
    }

    private List<String> walk(Order order, boolean descending, int limit) {
        var all = new ArrayList<String>();
        var cursor = Optional.<String>empty();
        do {
            var page = catalogue().search(page(order, descending, cursor, limit));
            assertTrue(page.items().size() <= limit);
            all.addAll(names(page));
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    private List<String> names(Search search) {
        return names(catalogue().search(search));
    }

    private static List<String> names(Page<Listed> page) {
        return page.items().stream()
                .map(listed -> listed.repository().name().toString())
                .toList();
    }

    private static RepoName name(String text) {
        return RepoName.parse(text).orElseThrow();
    }

    private static Search by(Recipient asker) {
        return Search.everything(asker, RepoKind.MODEL, 50);
    }

    private static Search words(String... words) {
        return new Search(
                STRANGER,
                RepoKind.MODEL,
                List.of(words),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Between.ANY,
                Order.CREATED,
                true,
                Optional.empty(),
                50);
    }

    private static Search tags(String... tags) {
        return new Search(
                STRANGER,
                RepoKind.MODEL,
                List.of(),
                Optional.empty(),
                Set.of(tags),
                Optional.empty(),
                Optional.empty(),
                Between.ANY,
                Order.CREATED,
                true,
                Optional.empty(),
                50);
    }

    private static Search withCards(Search s) {
        return new Search(
                s.asker(),
                s.kind(),
                s.words(),
                s.author(),
                s.tags(),
                s.task(),
                s.library(),
                s.parameters(),
                s.order(),
                s.descending(),
                s.cursor(),
                s.limit(),
                true);
    }

    private static Search search(
            @org.jspecify.annotations.Nullable String author,
            Optional<String> task,
            Optional<String> library,
            Between parameters) {
        return new Search(
                STRANGER,
                RepoKind.MODEL,
                List.of(),
                Optional.ofNullable(author),
                Set.of(),
                task,
                library,
                parameters,
                Order.CREATED,
                true,
                Optional.empty(),
                50);
    }

    private static Search page(Order order, boolean descending, Optional<String> cursor, int limit) {
        return new Search(
                ada(),
                RepoKind.MODEL,
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Between.ANY,
                order,
                descending,
                cursor,
                limit);
    }
}
