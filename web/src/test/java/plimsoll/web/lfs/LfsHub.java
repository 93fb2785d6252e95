package plimsoll.web.lfs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.NoRequests;
import plimsoll.hub.fixtures.Unread;
import plimsoll.hub.release.NoteCopy;
import plimsoll.hub.release.WarnTaker;
import plimsoll.hub.repositories.AskAgain;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.xet.XetTokens;
import plimsoll.web.http.Faults;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Json;
import plimsoll.web.http.Request;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;
import tools.jackson.databind.JsonNode;

/// A hub that speaks Git LFS and nothing else, on a real socket. `Authorization: Bearer ada` is Ada.
final class LfsHub implements AutoCloseable {
    final LargeFileRoom room = new LargeFileRoom();
    final FewRepositories catalogue = new FewRepositories();
    final Map<String, Recipient> people = new HashMap<>();
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LfsHub() throws Exception {
        for (var name : List.of("ada", "eve")) {
            people.put(name, new Known(new Namespace(name), SiteRole.MEMBER, Map.of(), Scope.WRITE));
        }
        var door = new EnterRepository(catalogue, new MemoryReleases(), room.clock());
        var again =
                new AskAgain(catalogue, door, holder -> people.getOrDefault(holder.actor(), new Recipient.Stranger()));
        var open = new OpenLargeFile(again, Unread.reach(), room.files(), room.blobs());
        var routes = new LfsRoutes(
                door,
                new ClaimLargeFile(catalogue, door, Unread.reach(), room.files(), room.link()),
                room.receive(),
                room.parts(),
                again,
                open,
                new NameBytes(),
                new NoteCopy(new NoRequests(), room.transactions(), room.journal(), room.clock()),
                new WarnTaker(catalogue, new MemoryReleases(), door),
                room.tickets(),
                new XetTokens(name -> Bytes.ofUtf8("a secret of this test: " + name), room.clock()),
                room.clock());
        server = HttpServer.start(
                new HttpServer.Settings("127.0.0.1", 0, Optional.empty()),
                new FrontDesk(new Router(routes.routes()), this::recognise, Faults.PLAIN),
                (_, _, _, _) -> {},
                new Random(2));
    }

    Repository add(String namespace, String name, Visibility visibility) {
        var repository = new Repository(
                new RepositoryId("%024x".formatted((namespace + name).hashCode())),
                RepoKind.MODEL,
                RepoName.of(namespace, name).orElseThrow(),
                visibility,
                Instant.EPOCH);
        catalogue.add(repository);
        return repository;
    }

    /// A batch about one file, as JSON.
    static String batch(String operation, Pointer file, String... transfers) {
        var offered = String.join(
                ",", List.of(transfers).stream().map(t -> "\"" + t + "\"").toList());
        return """
                {"operation":"%s","transfers":[%s],"hash_algo":"sha_256","objects":[{"oid":"%s","size":%d}]}
                """.formatted(operation, offered, file.content().hex(), file.sizeBytes());
    }

    HttpResponse<String> batch(String who, String repository, String body) throws Exception {
        return send(
                "POST",
                url("/" + repository + ".git/info/lfs/objects/batch"),
                BodyPublishers.ofString(body),
                who.isEmpty() ? new String[0] : new String[] {"Authorization", "Bearer " + who});
    }

    /// The one object of a batch's answer.
    JsonNode object(String who, String repository, String body) throws Exception {
        var answer = batch(who, repository, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Json.tree(answer.body()).get("objects").get(0);
    }

    HttpResponse<String> put(String url, String content) throws Exception {
        return send("PUT", url, BodyPublishers.ofString(content));
    }

    HttpResponse<String> post(String url, String content) throws Exception {
        return send("POST", url, BodyPublishers.ofString(content));
    }

    HttpResponse<String> get(String url, String... headers) throws Exception {
        return send("GET", url, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> send(String method, String url, BodyPublisher body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private Visitor recognise(Request request) {
        return request.header("Authorization")
                .map(header -> people.get(header.substring("Bearer ".length())))
                .<Visitor>map(who -> new Visitor.ByToken((Known) who))
                .orElseGet(Visitor.Guest::new);
    }
}
