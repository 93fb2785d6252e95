package plimsoll.app.release;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.wiring.House;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// A whole hub in this process, as `serve` opens it, and the people who come to its doors.
final class WholeHub implements AutoCloseable {
    private final House house;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, String> cookies = new HashMap<>();

    WholeHub(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /// One that is set otherwise in some things.
    WholeHub(Path folder, Map<Setting, String> besides) throws Exception {
        this(folder, besides, InstantSource.system());
    }

    /// One to which it is as late as `clock` says.
    WholeHub(Path folder, Map<Setting, String> besides, InstantSource clock) throws Exception {
        var set = new HashMap<>(Map.of(Setting.DATA, folder.toString(), Setting.PORT, "0", Setting.BARE, "true"));
        set.putAll(besides);
        var settings = Settings.gather(set, Map.of(), folder);
        house = House.open(settings, clock) instanceof House.Opening.Opened(var opened) ? opened : fail();
        tokens.put("admin", Files.readString(folder.resolve("admin.token")).strip());
    }

    private static House fail() {
        throw new IllegalStateException("the hub did not open");
    }

    /// Opens an account, which comes to the doors as `name` from now on.
    void account(String name, String role) throws Exception {
        var answer = post("admin", "/api/plimsoll/accounts", """
                {"name": "%s", "role": "%s"}""".formatted(name, role));
        tokens.put(name, done(answer).get("token").asString());
    }

    /// Where it listens.
    String address() {
        return house.address();
    }

    HttpResponse<String> get(String who, String path) throws Exception {
        return send(who, "GET", path, "");
    }

    HttpResponse<String> post(String who, String path, String body) throws Exception {
        return send(who, "POST", path, body);
    }

    /// Sends a request; nobody is `anonymous`.
    HttpResponse<String> send(String who, String method, String path, String body) throws Exception {
        var url = path.startsWith("http") ? path : house.address() + path;
        var request = HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
        var token = Optional.ofNullable(tokens.get(who));
        // git and git-lfs send their token as a password.
        token.map(secret -> path.contains(".git/")
                        ? "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((who + ":" + secret).getBytes(StandardCharsets.UTF_8))
                        : "Bearer " + secret)
                .ifPresent(header -> request.header("Authorization", header));
        if (!body.isEmpty()) {
            request.header("Content-Type", body.startsWith("{\"key\"") ? "application/x-ndjson" : "application/json");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Sends a question whose answer is read while it comes, line by line.
    HttpResponse<Stream<String>> lines(String who, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(house.address() + path))
                .header("Authorization", "Bearer " + tokens.get(who))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofLines());
    }

    /// A page as somebody sees it who signed in.
    String page(String who, String path) throws Exception {
        if (!cookies.containsKey(who)) {
            var link = done(post("admin", "/api/plimsoll/accounts/%s/sign-in-links".formatted(who), ""));
            var secret = link.get("url").asString().replaceAll(".*secret=", "");
            var signIn = HttpRequest.newBuilder(URI.create(house.address() + "/login/link"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("code=" + secret));
            var answer = client.send(signIn.build(), BodyHandlers.ofString());
            cookies.put(
                    who, answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", ""));
        }
        var request = HttpRequest.newBuilder(URI.create(house.address() + path)).header("Cookie", cookies.get(who));
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    /// Forgets who is signed in: each signs in again at the next page.
    void signOutAll() {
        cookies.clear();
    }

    /// Sends a form as somebody who signed in.
    ///
    /// @return the status of the answer
    int form(String who, String path, Map<String, String> fields) throws Exception {
        var csrf = page(who, "/settings/inbox").replaceFirst("(?s).*name=\"csrf-token\" content=\"([^\"]*)\".*", "$1");
        var body = new StringBuilder("csrf=").append(encoded(csrf));
        fields.forEach(
                (name, value) -> body.append('&').append(name).append('=').append(encoded(value)));
        var request = HttpRequest.newBuilder(URI.create(house.address() + path))
                .header("Cookie", cookies.get(who))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The payload of a signed statement.
    static String payload(HttpResponse<String> envelope) {
        var payload = json(envelope).get("payload").asString();
        return new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    /// Asks with a token that is no account's.
    HttpResponse<String> bearing(String token, String url) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Sends a form as somebody without an account.
    HttpResponse<String> form(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(house.address() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Does what must succeed.
    JsonNode done(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty() ? Json.tree("{}") : json(answer);
    }

    /// Commits a file that git keeps.
    void commit(String who, String repository, String path, String text) throws Exception {
        commit(who, repository, path, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Commits a file that git keeps.
    void commit(String who, String repository, String path, byte[] bytes) throws Exception {
        done(post(who, "/api/models/%s/commit/main".formatted(repository), """
                {"key":"header","value":{"summary":"add %1$s"}}
                {"key":"file","value":{"path":"%1$s","encoding":"base64","content":"%2$s"}}
                """.formatted(
                        path, Base64.getEncoder().encodeToString(bytes))));
    }

    /// Commits a large file.
    ///
    /// @return its SHA-256
    String commitLarge(String who, String repository, String path, String text) throws Exception {
        return commitLarge(who, repository, path, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Commits a large file.
    ///
    /// @return its SHA-256
    String commitLarge(String who, String repository, String path, byte[] bytes) throws Exception {
        var oid = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        var batch = done(
                post(who, "/%s.git/info/lfs/objects/batch".formatted(repository), """
                {"operation":"upload","objects":[{"oid":"%s","size":%d}],"hash_algo":"sha256"}""".formatted(oid, bytes.length)));
        var upload = batch.get("objects").get(0).path("actions").path("upload").path("href");
        if (!upload.isMissingNode()) {
            var put = HttpRequest.newBuilder(URI.create(upload.asString()))
                    .PUT(BodyPublishers.ofByteArray(bytes))
                    .build();
            client.send(put, BodyHandlers.ofString());
        }
        done(post(who, "/api/models/%s/commit/main".formatted(repository), """
                {"key":"header","value":{"summary":"add %1$s"}}
                {"key":"lfsFile","value":{"path":"%1$s","algo":"sha256","oid":"%2$s","size":%3$d}}
                """.formatted(path, oid, bytes.length)));
        return oid;
    }

    /// Where git finds a repository, with somebody's token as its password.
    String remote(String who, String repository) {
        return "%s/%s.git"
                .formatted(house.address(), repository)
                .replace("://", "://%s:%s@".formatted(who, tokens.get(who)));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.tree(answer.body());
    }

    static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        client.close();
        house.close();
    }
}
