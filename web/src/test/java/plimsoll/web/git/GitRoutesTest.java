package plimsoll.web.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.NoRequests;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.fixtures.Unread;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.GitWire;
import plimsoll.hub.repositories.Inspections;
import plimsoll.hub.repositories.ReceivePush;
import plimsoll.hub.repositories.RecordMoves;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.ServeFetch;
import plimsoll.hub.repositories.SumFiles;
import plimsoll.web.http.CutOff;
import plimsoll.web.http.Faults;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;

/// The routes on a real socket, before a wire that says what it was asked.
final class GitRoutesTest {
    private static final Map<String, Known> PEOPLE = Map.of("ada", Story.ada(), "bob", Story.bob());

    private final HttpClient client = HttpClient.newHttpClient();
    private final FewRepositories catalogue = new FewRepositories();
    private final LargeFileRoom room = new LargeFileRoom();
    private final Echo wire = new Echo();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        catalogue.add(Story.model(1, "lab/open"));
        catalogue.add(Story.repository(2, RepoKind.MODEL, "lab/closed", Visibility.PRIVATE));
        catalogue.add(Story.repository(3, RepoKind.DATASET, "lab/corpus", Visibility.PUBLIC));
        var door = new EnterRepository(catalogue, new MemoryReleases(), new StoppedClock());
        var again = new AskAgain(catalogue, door, holder -> today(holder.actor()));
        var claims = new ClaimLargeFile(catalogue, door, Unread.reach(), room.files(), room.link());
        var fetch = new ServeFetch(wire, Unread.reach(), Unread.repositories());
        var push = new ReceivePush(
                wire,
                claims,
                room.files(),
                new SumFiles(),
                new RecordMoves(room.journal(), Inspections.NONE, Sequel.NONE));
        var copies = new NoteCopy(new NoRequests(), room.transactions(), room.journal(), room.clock());
        var warnings = new WarnTaker(catalogue, new MemoryReleases(), door);
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(
                        new Router(new GitRoutes(door, fetch, push, copies, warnings, again, room.clock()).routes()),
                        request -> request.header("Authorization")
                                .flatMap(name -> Optional.ofNullable(PEOPLE.get(name)))
                                .<Visitor>map(known -> new Visitor.ByToken(known))
                                .orElseGet(Visitor.Guest::new),
                        Faults.PLAIN),
                (_, _, _, _) -> {},
                new Random(2));
    }

    private static Recipient today(String actor) {
        var known = PEOPLE.get(actor);
        return known == null ? new Recipient.Stranger() : known;
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void bothAddressesOfEachKindAnswer() throws Exception {
        for (var path :
                new String[] {"/lab/open", "/lab/open.git", "/datasets/lab/corpus", "/datasets/lab/corpus.git"}) {
            var answer = get("", path + "/info/refs?service=git-upload-pack");
            assertEquals(200, answer.statusCode(), path);
            assertEquals("application/x-git-upload-pack-advertisement", type(answer));
            assertTrue(answer.body().startsWith("001e# service=git-upload-pack\n0000UPLOAD_PACK"), answer.body());
        }
    }

    @Test
    void versionTwoHasNoServiceLine() throws Exception {
        var path = "/lab/open/info/refs?service=git-upload-pack";
        var answer = get("", path, "Git-Protocol", "version=2");
        assertEquals("UPLOAD_PACK [version=2]", answer.body());
    }

    @Test
    void whatIsHiddenAndWhatIsAbsentAnswerAlike() throws Exception {
        for (var tail : new String[] {"/info/refs?service=git-upload-pack", "/info/refs?service=git-receive-pack"}) {
            for (var path : new String[] {"/lab/closed.git", "/lab/absent.git", "/no--body/x"}) {
                var stranger = get("", path + tail);
                assertEquals(401, stranger.statusCode(), path);
                assertTrue(
                        stranger.headers()
                                .firstValue("WWW-Authenticate")
                                .orElse("")
                                .startsWith("Basic"),
                        path);
                assertEquals(404, get("bob", path + tail).statusCode(), path);
            }
            assertEquals(200, get("ada", "/lab/closed.git" + tail).statusCode());
        }
    }

    @Test
    void onlyWritersPush() throws Exception {
        var path = "/lab/open/info/refs?service=git-receive-pack";
        assertEquals(401, get("", path).statusCode());
        var refused = get("bob", path);
        assertEquals(403, refused.statusCode());
        assertTrue(type(refused).startsWith("text/plain"), "git shows its user plain text only");
        assertEquals(200, get("ada", path).statusCode());
        assertEquals(
                403,
                post("bob", "/lab/open.git/git-receive-pack", "git-receive-pack", false)
                        .statusCode());
        assertEquals(
                "pushed: hello",
                post("ada", "/lab/open.git/git-receive-pack", "git-receive-pack", false)
                        .body());
    }

    @Test
    void aFetchUnderWayIsCutWhenTheRepositoryIsHidden() throws Exception {
        wire.meanwhile = () -> {
            catalogue.show(Story.model(1, "lab/open").id(), Showing.of(Visibility.PRIVATE));
            room.wait(CutOff.PAUSE);
        };
        assertThrows(IOException.class, () -> post("", "/lab/open/git-upload-pack", "git-upload-pack", false));
    }

    @Test
    void packedBodiesAreUnpacked() throws Exception {
        var answer = post("", "/lab/open/git-upload-pack", "git-upload-pack", true);
        assertEquals("fetched: hello", answer.body());
        assertEquals("application/x-git-upload-pack-result", type(answer));
        assertEquals("no-cache", answer.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void whatIsNotGitIsToldSo() throws Exception {
        assertEquals(403, get("", "/lab/open/info/refs").statusCode());
        assertEquals(403, get("", "/lab/open/info/refs?service=git-annex").statusCode());
        assertEquals(
                415,
                post("", "/lab/open/git-upload-pack", "something-else", false).statusCode());
    }

    private HttpResponse<String> get(String who, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(who, request);
    }

    private HttpResponse<String> post(String who, String path, String service, boolean packed) throws Exception {
        var body = new ByteArrayOutputStream();
        try (var out = packed ? new GZIPOutputStream(body) : body) {
            out.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-%s-request".formatted(service))
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        return send(who, packed ? request.header("Content-Encoding", "gzip") : request);
    }

    private HttpResponse<String> send(String who, HttpRequest.Builder request) throws Exception {
        var signed = who.isEmpty() ? request : request.header("Authorization", who);
        return client.send(signed.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static final class Echo implements GitWire {
        private volatile Runnable meanwhile = () -> {};

        @Override
        public void advertise(
                RepositoryId repository,
                Service service,
                Optional<Map<RefName, GitOid>> shown,
                Set<String> parameters,
                OutputStream out)
                throws IOException {
            out.write("%s %s".formatted(service, new TreeSet<>(parameters)).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void upload(
                RepositoryId repository,
                Optional<Map<RefName, GitOid>> shown,
                Set<String> parameters,
                InputStream in,
                OutputStream out,
                FetchDesk desk)
                throws IOException {
            out.write("fetched: ".getBytes(StandardCharsets.UTF_8));
            out.flush();
            meanwhile.run();
            in.transferTo(out);
        }

        @Override
        public void receive(
                RepositoryId repository, Set<String> parameters, InputStream in, OutputStream out, PushDesk desk)
                throws IOException {
            out.write("pushed: ".getBytes(StandardCharsets.UTF_8));
            in.transferTo(out);
        }
    }
}
