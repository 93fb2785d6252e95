package plimsoll.app.huggingface;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.git.GitStore;
import plimsoll.backends.git.JGitRepositories;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlAccessRequests;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlCondemned;
import plimsoll.backends.sql.SqlJobs;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlPopularity;
import plimsoll.backends.sql.SqlRecentCommits;
import plimsoll.backends.sql.SqlRecipes;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlSecrets;
import plimsoll.backends.sql.SqlUploads;
import plimsoll.backends.sql.SqlVerdicts;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.JoinParts;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.ReceiveParts;
import plimsoll.hub.content.RemoveBlobs;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.content.UploadSizes;
import plimsoll.hub.inspection.InspectContent;
import plimsoll.hub.inspection.ReadVerdicts;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.OpenFile;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.ChangeRefs;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.CountDownload;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Inspections;
import plimsoll.hub.repositories.ListLargeFiles;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.repositories.PlanUpload;
import plimsoll.hub.repositories.Reach;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.RecordMoves;
import plimsoll.hub.repositories.RemoveLargeFiles;
import plimsoll.hub.repositories.SumFiles;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Faults;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Refusals;
import plimsoll.web.http.Request;
import plimsoll.web.http.Route;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;
import plimsoll.web.huggingface.CommitRoutes;
import plimsoll.web.huggingface.FileRoutes;
import plimsoll.web.huggingface.ManifestRoutes;
import plimsoll.web.huggingface.RefRoutes;
import plimsoll.web.huggingface.TreeRoutes;
import plimsoll.web.lfs.LfsRoutes;
import plimsoll.web.lfs.SignedAddresses;

/// A hub in this process, on a folder of its own, that speaks the content part of the Hub protocol. Ada may write
/// to what is hers, Bob and strangers only see what is public; a token is `hf_` and the name.
final class RunningHub implements AutoCloseable {
    static final Known ADA = new Known(new Namespace("ada"), SiteRole.MEMBER, Map.of(), Scope.WRITE);
    static final Known BOB = new Known(new Namespace("bob"), SiteRole.MEMBER, Map.of(), Scope.WRITE);
    /// No two hubs of one process may name their packs alike: JGit remembers blocks by those names for all of them, and
    /// two hubs of one second took each other's packs for their own.
    private static final AtomicLong HUBS = new AtomicLong(7);

    private static final long HEAP_BYTES = 512L * 1024 * 1024;

    final Database database;
    final JGitRepositories repositories;
    final SqlCatalogue catalogue;
    final SqlLargeFiles largeFiles;
    final SqlJournal journal;
    final FileBlobs blobs;
    final LinkReceived link;
    final SumFiles sums = new SumFiles();
    final HttpServer server;
    /// Whose token is worth nothing any more to what is under way.
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(passed);
    private final RandomGenerator random = new Random(HUBS.getAndIncrement());

    RunningHub(Path folder) throws Exception {
        this(folder, 0);
    }

    RunningHub(Path folder, int port) throws Exception {
        database = Database.sqlite(folder.resolve("plimsoll.db"));
        blobs = new FileBlobs(folder.resolve("blobs"), random);
        repositories = new JGitRepositories(new GitStore(database, blobs, clock, random));
        catalogue = new SqlCatalogue(database, clock);
        largeFiles = new SqlLargeFiles(database);
        journal = new SqlJournal(database, clock);
        link = new LinkReceived(database, journal, blobs, new SqlCondemned(database), largeFiles, clock);
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", port, Optional.empty()),
                new FrontDesk(new Router(routes()), RunningHub::recognise, Faults.PLAIN),
                (_, _, _, _) -> {},
                random);
    }

    private List<Route> routes() {
        var door = new EnterRepository(catalogue, new SqlReleases(database), clock);
        var reach = new Reach(repositories);
        var names = new NameBytes();
        var copies = new NoteCopy(new SqlAccessRequests(database), database, journal, clock);
        var warnings = new WarnTaker(catalogue, new SqlReleases(database), door);
        var tree = new ReadTree(repositories, names);
        var tickets = new Tickets(new SqlSecrets(database, random), clock);
        var claim = new ClaimLargeFile(catalogue, door, reach, largeFiles, link);
        var files = new OpenFile(repositories, largeFiles, blobs, names);
        var again = new AskAgain(catalogue, door, this::today);
        var large = new OpenLargeFile(again, reach, largeFiles, blobs);
        var listings = new RunningListings(this, clock);
        var moves = new RecordMoves(journal, Inspections.NONE, listings.sequel());
        var accept = new AcceptCommit(
                repositories, largeFiles, claim, new SqlRecentCommits(database), database, sums, moves, clock);
        var routes = new ArrayList<Route>();
        routes.addAll(new FileRoutes(
                        door,
                        files,
                        tree,
                        new SignedAddresses(tickets)::fetch,
                        new CountDownload(new SqlPopularity(database), clock),
                        copies,
                        warnings,
                        new SqlRecipes(database))
                .routes());
        routes.addAll(
                new TreeRoutes(door, tree, new ReadHistory(repositories), new SqlRecipes(database), verdicts(database))
                        .routes());
        routes.addAll(new CommitRoutes(door, new PlanUpload(repositories, names), accept, HEAP_BYTES).routes());
        routes.addAll(new RefRoutes(
                        door,
                        new ChangeRefs(repositories, database, moves),
                        new ListLargeFiles(repositories, largeFiles, names),
                        new RemoveLargeFiles(repositories, largeFiles, database, journal, moves))
                .routes());
        routes.addAll(new ManifestRoutes(door, tree).routes());
        var receive =
                new ReceiveBlob(blobs, largeFiles, new SqlUploads(database), link, UploadSizes.USUAL, clock, random);
        var condemned = new SqlCondemned(database);
        var remove = new RemoveBlobs(blobs, condemned, List.of(largeFiles), clock);
        var join = new JoinParts(blobs, Executors.newVirtualThreadPerTaskExecutor(), JoinParts.PATIENCE);
        var parts = new ReceiveParts(database, blobs, condemned, new SqlUploads(database), link, remove, join, clock);
        routes.addAll(new LfsRoutes(
                        door,
                        claim,
                        receive,
                        parts,
                        again,
                        large,
                        names,
                        copies,
                        warnings,
                        tickets,
                        new XetTokens(new SqlSecrets(database, random), clock),
                        clock)
                .routes());
        routes.addAll(listings.routes(accept));
        return routes;
    }

    private Recipient today(Holder holder) {
        return revoked.contains(holder.actor()) ? new Recipient.Stranger() : account(holder.actor());
    }

    private static Recipient account(String actor) {
        return switch (actor) {
            case "ada" -> ADA;
            case "bob" -> BOB;
            default -> new Recipient.Stranger();
        };
    }

    private static Visitor recognise(Request request) {
        var token = request.header("Authorization").orElse("");
        return switch (token) {
            case "Bearer hf_ada" -> new Visitor.ByToken(ADA);
            case "Bearer hf_bob" -> new Visitor.ByToken(BOB);
            case "" -> new Visitor.Guest();
            default -> new Visitor.Rejected(Refusals.INVALID_CREDENTIALS);
        };
    }

    /// A new repository of Ada's.
    Repository repository(RepoKind kind, String name, Visibility visibility) {
        var now = clock.instant();
        var repository = new Repository(
                RepositoryId.next(now.getEpochSecond(), random),
                kind,
                new RepoName(new Namespace("ada"), name),
                visibility,
                now);
        if (!catalogue.add(repository)) {
            throw new IllegalStateException("there is one already: " + name);
        }
        return repository;
    }

    /// Brings a large file's bytes into a repository, as an upload would.
    Pointer receive(Repository repository, byte[] content) throws Exception {
        var file = new Pointer(Sha256.of(MessageDigest.getInstance("SHA-256").digest(content)), content.length);
        blobs.receive(file.content(), content.length, new ByteArrayInputStream(content));
        link.link("ada", repository.id(), file);
        return file;
    }

    /// Points a ref at a commit.
    void point(Repository repository, String ref, String commit) throws IOException {
        database.<Boolean, IOException>run(() -> repositories.move(
                repository.id(),
                List.of(new RefMove(new RefName(ref), Optional.empty(), Optional.of(new GitOid(commit))))));
    }

    /// Lets time pass.
    void pass(Duration time) {
        passed = passed.plus(time);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    Reply get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Reply head(String path, String... headers) throws Exception {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    Reply post(String path, String body, String... headers) throws Exception {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    /// Sends a request as Ada, unless the headers say otherwise.
    Reply send(String method, String path, BodyPublisher body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path))
                .method(method, body);
        var all = new ArrayList<>(List.of(headers));
        if (!all.contains("Authorization")) {
            all.addAll(List.of("Authorization", "Bearer hf_ada"));
        }
        for (int i = 0; i < all.size(); i += 2) {
            if (!all.get(i + 1).isEmpty()) {
                request.header(all.get(i), all.get(i + 1));
            }
        }
        return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        database.close();
    }

    /// What inspections said, of which there are none here.
    static ReadVerdicts verdicts(Database database) {
        var inspect = new InspectContent(Executors.newVirtualThreadPerTaskExecutor(), Optional.empty());
        return new ReadVerdicts(new SqlVerdicts(database), new SqlJobs(database), inspect);
    }
}
