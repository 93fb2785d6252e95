package plimsoll.app.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.app.models.NotFetched.Kind;
import plimsoll.domain.repository.RepoKind;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import tools.jackson.databind.JsonNode;

/// Asks a hub for what is in a repository, and for the bytes of its files.
final class HubFiles implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_REDIRECTS = 5;
    /// A page of a listing has 1,000 files of some 300 bytes.
    private static final int MOST_LISTING_BYTES = 16 << 20;

    private static final int MOST_PAGES = 100;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(Redirect.NEVER)
            .build();
    private final HubAccess hub;
    private final RepoKind kind;

    /// @param kind of all repositories that are asked for
    HubFiles(HubAccess hub, RepoKind kind) {
        this.hub = hub;
        this.kind = kind;
    }

    /// What the hub says of a repository.
    JsonNode about(String repository) throws IOException, InterruptedException {
        return json(at("/api/%s/%s".formatted(kind.plural(), repository)), repository).tree;
    }

    /// Tells the hub something of a repository.
    JsonNode tell(String repository, String what, Map<String, ?> body) throws IOException, InterruptedException {
        var address = at("/api/%s/%s/%s".formatted(kind.plural(), repository, what));
        var request = request(address, 0)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .build();
        return page(address, send(address, request, repository)).tree;
    }

    /// The commit that a branch stands at.
    String commit(String repository, String branch) throws IOException, InterruptedException {
        var answer = json(at("/api/%s/%s/revision/%s".formatted(kind.plural(), repository, branch)), repository).tree;
        var sha = answer.path("sha").asString("");
        if (!sha.matches("[0-9a-f]{40,64}")) {
            throw new NotFetched(Kind.BROKEN, "%s names no commit of %s".formatted(hub.address(), repository));
        }
        return sha;
    }

    /// All files of a repository at a commit.
    List<Entry> list(String repository, String commit) throws IOException, InterruptedException {
        var entries = new ArrayList<Entry>();
        var page = Optional.of(at("/api/%s/%s/tree/%s?recursive=true".formatted(kind.plural(), repository, commit)));
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            var answer = json(page.get(), repository);
            for (var one : answer.tree) {
                if (one.path("type").asString("").equals("file")) {
                    entries.add(new Entry(
                            one.path("path").asString(""),
                            one.path("size").asLong(0),
                            one.path("lfs").path("oid").asString(""),
                            one.path("oid").asString("")));
                }
            }
            page = answer.next;
        }
        return entries;
    }

    /// The bytes of a file, from `offset` on where the hub can do that: then its status is 206. The caller closes them.
    HttpResponse<InputStream> open(String repository, String commit, String path, long offset)
            throws IOException, InterruptedException {
        var encoded = new StringBuilder();
        for (var segment : path.split("/", -1)) {
            encoded.append('/').append(encoded(segment));
        }
        return send(
                at("/%s%s/resolve/%s%s".formatted(kind.pagePrefix(), repository, commit, encoded)), repository, offset);
    }

    @Override
    public void close() {
        http.close();
    }

    private record Page(JsonNode tree, Optional<URI> next) {}

    private Page json(URI address, String repository) throws IOException, InterruptedException {
        return page(address, send(address, repository, 0));
    }

    private Page page(URI address, HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var bytes = body.readNBytes(MOST_LISTING_BYTES);
            var link = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
            var next = link.find() ? Optional.of(address.resolve(link.group(1))) : Optional.<URI>empty();
            return new Page(Json.read(bytes, JsonNode.class), next);
        } catch (Refused | IllegalArgumentException broken) {
            throw new NotFetched(Kind.BROKEN, "%s did not answer as a hub does".formatted(hub.address()));
        }
    }

    /// Follows redirects by hand: the token goes to the hub's own address, and never along to where it sends us.
    private HttpResponse<InputStream> send(URI first, String repository, long offset)
            throws IOException, InterruptedException {
        var address = first;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            var response = send(address, request(address, offset).build(), repository);
            if (response.statusCode() < 300) {
                return response;
            }
            response.body().close();
            address = address.resolve(response.headers().firstValue("Location").orElse("/"));
        }
        throw new NotFetched(Kind.BROKEN, "%s redirects in a circle".formatted(hub.address()));
    }

    private HttpResponse<InputStream> send(URI address, HttpRequest request, String repository)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new NotFetched(
                    Kind.NOT_REACHABLE,
                    "no hub answers at %s (%s)"
                            .formatted(address.resolve("/"), e.getClass().getSimpleName()));
        }
        if (response.statusCode() >= 400) {
            response.body().close();
            throw refused(response.statusCode(), repository);
        }
        return response;
    }

    private NotFetched refused(int status, String repository) {
        return switch (status) {
            case 401, 403 ->
                new NotFetched(
                        Kind.NOT_ALLOWED,
                        "%s does not let you have %s: %s"
                                .formatted(
                                        hub.address(),
                                        repository,
                                        hub.token().isEmpty()
                                                ? "set PLIMSOLL_TOKEN or HF_TOKEN"
                                                : "accept its terms on its page, or use another token"));
            case 404, 410 ->
                new NotFetched(Kind.NOT_FOUND, "%s has no %s %s".formatted(hub.address(), kind.singular(), repository));
            default -> new NotFetched(Kind.BROKEN, "%s answered %d".formatted(hub.address(), status));
        };
    }

    private HttpRequest.Builder request(URI address, long offset) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("User-Agent", "plimsoll");
        if (offset > 0) {
            request.header("Range", "bytes=%d-".formatted(offset));
        }
        if (!hub.token().isEmpty() && isOurs(address)) {
            request.header("Authorization", "Bearer " + hub.token());
        }
        return request;
    }

    private boolean isOurs(URI address) {
        return String.valueOf(address.getScheme()).equals(hub.address().getScheme())
                && String.valueOf(address.getAuthority()).equals(hub.address().getAuthority());
    }

    private URI at(String path) {
        return URI.create(hub.address() + path);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
