package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.STRANGER;
import static plimsoll.hub.fixtures.Story.ada;
import static plimsoll.hub.fixtures.Story.id;
import static plimsoll.hub.fixtures.Story.model;
import static plimsoll.hub.fixtures.Story.repository;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;

/// What likes and popularity promise, which one listing shows together.
public abstract class LikesContract {
    private static final Namespace BOB = new Namespace("Bob");
    private static final LocalDate TODAY = LocalDate.ofInstant(DAWN, ZoneOffset.UTC);

    /// The likes under test, empty.
    protected abstract Likes likes();

    /// The popularity under test, empty.
    protected abstract Popularity popularity();

    /// The catalogue they belong to.
    protected abstract Catalogue catalogue();

    @Test
    void anAccountLikesARepositoryOnce() {
        catalogue().add(model(1, "lab/chart"));
        assertTrue(likes().like(id(1), BOB, DAWN));
        assertFalse(likes().like(id(1), new Namespace("bob"), DAWN));
        assertTrue(likes().likes(id(1), BOB));
        assertEquals(1, catalogue().listed(id(1)).orElseThrow().likes());
        assertTrue(likes().unlike(id(1), BOB, DAWN));
        assertFalse(likes().unlike(id(1), BOB, DAWN));
        assertFalse(likes().likes(id(1), BOB));
        assertEquals(0, catalogue().listed(id(1)).orElseThrow().likes());
        assertEquals(0, catalogue().listed(id(1)).orElseThrow().trending());
    }

    @Test
    void likersComeByNameAndInPages() {
        catalogue().add(model(1, "lab/chart"));
        for (var name : List.of("Zoe", "ada", "Bob")) {
            likes().like(id(1), new Namespace(name), DAWN);
        }
        var first = likes().likers(id(1), Optional.empty(), 2);
        assertEquals(List.of(new Namespace("ada"), BOB), first.items());
        var second = likes().likers(id(1), first.next(), 2);
        assertEquals(List.of(new Namespace("Zoe")), second.items());
        assertEquals(Optional.empty(), second.next());
        assertThrows(UnknownCursor.class, () -> likes().likers(id(2), first.next(), 2));
    }

    @Test
    void likesOfHiddenRepositoriesAreHiddenWithThem() {
        catalogue().add(model(1, "lab/shown"));
        catalogue().add(repository(2, RepoKind.MODEL, "lab/hidden", Visibility.PRIVATE));
        likes().like(id(1), BOB, DAWN);
        likes().like(id(2), BOB, DAWN.plusSeconds(1));
        var strangers = likes().likedBy(STRANGER, BOB, Optional.empty(), 10).items();
        assertEquals(
                List.of(id(1)), strangers.stream().map(l -> l.repository().id()).toList());
        var first = likes().likedBy(ada(), BOB, Optional.empty(), 1);
        assertEquals(id(2), first.items().getFirst().repository().id());
        var second = likes().likedBy(ada(), BOB, first.next(), 1);
        assertEquals(id(1), second.items().getFirst().repository().id());
    }

    @Test
    void downloadsAreOfTheLastThirtyDaysAndEver() {
        catalogue().add(model(1, "lab/chart"));
        popularity().add(TODAY, Map.of(id(1), 5L, id(9), 7L));
        popularity().add(TODAY.plusDays(1), Map.of(id(1), 2L));
        popularity().age(TODAY.plusDays(29));
        assertEquals(7, catalogue().listed(id(1)).orElseThrow().downloads());
        popularity().age(TODAY.plusDays(30));
        assertEquals(2, catalogue().listed(id(1)).orElseThrow().downloads());
        popularity().age(TODAY.plusDays(31));
        popularity().age(TODAY.plusDays(31));
        var listed = catalogue().listed(id(1)).orElseThrow();
        assertEquals(0, listed.downloads());
        assertEquals(7, listed.downloadsEver());
    }

    @Test
    void whatTrendsCoolsDownDayByDay() {
        catalogue().add(model(1, "lab/chart"));
        popularity().add(TODAY, Map.of(id(1), 3L));
        likes().like(id(1), BOB, DAWN);
        int full = 3 + Popularity.LIKE_WEIGHT;
        assertEquals(7 * full, catalogue().listed(id(1)).orElseThrow().trending());
        popularity().age(TODAY.plusDays(2));
        assertEquals(5 * full, catalogue().listed(id(1)).orElseThrow().trending());
        likes().unlike(id(1), BOB, DAWN.plusSeconds(2 * 86_400));
        assertEquals(5 * 3, catalogue().listed(id(1)).orElseThrow().trending());
        popularity().age(TODAY.plusDays(7));
        assertEquals(0, catalogue().listed(id(1)).orElseThrow().trending());
    }
}
