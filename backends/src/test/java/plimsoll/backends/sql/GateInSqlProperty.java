package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.domain.release.Holdings;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Search;

/// Listings filter in SQL, every other door asks `Gate`: for whoever asks, the two find the same repositories.
final class GateInSqlProperty {
    private static final int REPOSITORIES = 60;
    private static final int ASKERS = 60;
    private static final List<String> NAMES = List.of("ada", "Bob", "lab", "Other", "zoo");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void listingsShowWhatTheGateLetsSee(long seed, @TempDir Path folder) {
        var random = new Random(seed);
        try (var database = Databases.sqlite(folder)) {
            var catalogue = new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
            var likes = new SqlLikes(database, InstantSource.fixed(Story.DAWN));
            var all = IntStream.range(0, REPOSITORIES)
                    .mapToObj(n -> repository(random, n))
                    .toList();
            all.forEach(catalogue::add);
            all.forEach(repository -> likes.like(repository.id(), Story.LAB, Story.DAWN));
            for (int i = 0; i < ASKERS; i++) {
                var asker = asker(random);
                var expected = all.stream()
                        .filter(repository -> Gate.admit(
                                        asker,
                                        Intent.LOOK,
                                        repository,
                                        Release.of(repository.visibility()),
                                        Holdings.NONE,
                                        Story.DAWN)
                                instanceof Admitted)
                        .map(Repository::id)
                        .sorted((a, b) -> b.hex().compareTo(a.hex()))
                        .toList();
                var search = Search.everything(asker, RepoKind.MODEL, REPOSITORIES);
                var listed = catalogue.search(search).items().stream()
                        .map(Listed::repository)
                        .map(Repository::id)
                        .toList();
                assertEquals(expected, listed, () -> "seed " + seed + ", asker " + asker);
                var liked = likes.likedBy(asker, Story.LAB, Optional.empty(), REPOSITORIES).items().stream()
                        .map(like -> like.repository().id())
                        .toList();
                assertEquals(expected, liked, () -> "seed " + seed + ", asker " + asker);
                assertEquals(
                        expected.size(),
                        catalogue.facets(asker, RepoKind.MODEL, 1).repositories(),
                        () -> "seed " + seed + ", asker " + asker);
            }
        }
    }

    private static Repository repository(Random random, int n) {
        var visibilities = Visibility.values();
        return Story.repository(
                n, RepoKind.MODEL, name(random) + "/model-" + n, visibilities[random.nextInt(visibilities.length)]);
    }

    private static Recipient asker(Random random) {
        if (random.nextInt(10) == 0) {
            return Story.STRANGER;
        }
        var organisations = new HashMap<Namespace, OrganisationRole>();
        for (int i = random.nextInt(3); i > 0; i--) {
            var roles = OrganisationRole.values();
            organisations.put(new Namespace(name(random)), roles[random.nextInt(roles.length)]);
        }
        var roles = SiteRole.values();
        var role = random.nextInt(4) == 0 ? roles[random.nextInt(roles.length)] : SiteRole.MEMBER;
        var scope = random.nextBoolean() ? Scope.READ : Scope.WRITE;
        return new Recipient.Known(new Namespace(name(random)), role, organisations, scope);
    }

    /// One of the names, in one case or another.
    private static String name(Random random) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        return random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
    }
}
