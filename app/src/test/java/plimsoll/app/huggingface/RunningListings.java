package plimsoll.app.huggingface;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.backends.sql.SqlAgreements;
import plimsoll.backends.sql.SqlLikes;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlTexts;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CardReader;
import plimsoll.hub.repositories.CreateRepository;
import plimsoll.hub.repositories.DeleteRepository;
import plimsoll.hub.repositories.Describe;
import plimsoll.hub.repositories.DuplicateRepository;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.KeepDescribed;
import plimsoll.hub.repositories.LikeRepository;
import plimsoll.hub.repositories.MoveRepository;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.Reach;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.SearchRepositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.web.http.Route;
import plimsoll.web.huggingface.CardRoutes;
import plimsoll.web.huggingface.CatalogueRoutes;
import plimsoll.web.huggingface.NotBuiltYet;
import plimsoll.web.huggingface.RepositoryRoutes;
import plimsoll.web.huggingface.SocialRoutes;

/// The part of a running hub that lists, makes and moves repositories. Only Ada and Bob are known on it.
final class RunningListings {
    private static final Set<String> ACCOUNTS = Set.of("ada", "bob");

    private final RunningHub hub;
    private final InstantSource clock;
    private final CardReader cards = new CardReader(Optional.empty());

    RunningListings(RunningHub hub, InstantSource clock) {
        this.hub = hub;
        this.clock = clock;
    }

    Sequel sequel() {
        return new KeepDescribed(
                new Describe(hub.sums, hub.blobs, cards, clock), hub.catalogue, new SqlReleases(hub.database), clock);
    }

    List<Route> routes(AcceptCommit accept) {
        var releases = new SqlReleases(hub.database);
        var door = new EnterRepository(hub.catalogue, releases, clock);
        var search = new SearchRepositories(hub.catalogue, clock);
        var create = new CreateRepository(
                hub.catalogue, RunningListings::find, hub.database, hub.journal, clock, new SecureRandom());
        var likes = new SqlLikes(hub.database, clock);
        var routes = new ArrayList<Route>();
        routes.addAll(new CatalogueRoutes(
                        door,
                        hub.catalogue,
                        search,
                        new ReadTree(hub.repositories, new NameBytes()),
                        RunningHub.verdicts(hub.database))
                .routes());
        routes.addAll(new RepositoryRoutes(
                        door,
                        create,
                        new MoveRepository(hub.catalogue, RunningListings::find, hub.database, hub.journal),
                        new DeleteRepository(
                                hub.catalogue, hub.repositories, hub.largeFiles, releases, hub.database, hub.journal),
                        new SetPlan(
                                releases,
                                hub.catalogue,
                                new SqlAgreements(hub.database),
                                new SqlTexts(hub.database),
                                List.of(),
                                hub.database,
                                hub.journal,
                                clock),
                        new DuplicateRepository(
                                create,
                                new Reach(hub.repositories),
                                releases,
                                hub.catalogue,
                                hub.repositories,
                                hub.largeFiles,
                                Sequel.NONE,
                                hub.database,
                                hub.journal,
                                clock),
                        accept)
                .routes());
        routes.addAll(new SocialRoutes(door, new LikeRepository(likes, clock), likes, RunningListings::find, search)
                .routes());
        routes.addAll(new CardRoutes(cards).routes());
        routes.addAll(NotBuiltYet.routes());
        return routes;
    }

    private static Optional<Namespace> find(Namespace name) {
        return ACCOUNTS.contains(name.key()) ? Optional.of(new Namespace(name.key())) : Optional.empty();
    }
}
