package plimsoll.app.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.doors.Requests.Ask;
import plimsoll.app.wiring.House;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole hub in this process. The organisation `harbour`, whose keeper fills its repositories, has a member who is
/// sent away, and somebody else has an account.
final class Harbour implements AutoCloseable {
    static final String OWNER = "harbour";
    static final String KEEPER = "keeper";
    static final String BRANCH = "hidden-berth";
    static final String WEIGHTS = "weights.bin";
    /// What stands in every file of a private repository, and nowhere else.
    static final String CARGO = "contraband";

    private static final List<String> KINDS = List.of("model", "dataset", "space");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    final House house;
    final String keeper;
    final String outsider;
    final String former;
    private final String admin;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Harbour(Path folder) throws Exception {
        var data = folder.resolve("data");
        var settings = Settings.gather(
                Map.of(
                        Setting.DATA,
                        data.toString(),
                        Setting.PORT,
                        "0",
                        Setting.BARE,
                        "true",
                        Setting.PART_SIZE,
                        "65536",
                        Setting.MULTIPART_FROM,
                        "65536"),
                Map.of(),
                folder);
        house = switch (House.open(settings)) {
            case House.Opening.Opened(var opened) -> opened;
            case House.Opening.Failed(var reason) -> throw new IOException(reason);
        };
        admin = Files.readString(data.resolve("admin.token")).strip();
        keeper = account(KEEPER);
        outsider = account("outsider");
        former = account("former");
        json(keeper, "POST", "/api/plimsoll/organisations", "{\"name\":\"harbour\"}");
        json(keeper, "PUT", "/api/plimsoll/organisations/harbour/members/former", "{\"role\":\"write\"}");
    }

    private String account(String name) throws Exception {
        return json(admin, "POST", "/api/plimsoll/accounts", "{\"name\":\"%s\"}".formatted(name))
                .path("token")
                .asString();
    }

    /// The cookie of a session of `outsider`'s.
    String cookie() throws Exception {
        var link = json(admin, "POST", "/api/plimsoll/accounts/outsider/sign-in-links", "");
        var secret = link.path("url").asString().replaceAll(".*secret=", "");
        var ask = new Ask("", "POST", "/login/link", "application/x-www-form-urlencoded", "code=" + secret, false);
        return send(ask).headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    /// Takes the member's role away.
    void sendFormerAway() throws Exception {
        json(keeper, "DELETE", "/api/plimsoll/organisations/harbour/members/former", "");
    }

    /// A private model, dataset and Space of one name, each with a card, a large file, a branch and a tag.
    void fill(String name) throws Exception {
        for (var kind : KINDS) {
            fill(kind, name);
        }
    }

    void fill(String kind, String name) throws Exception {
        json(
                keeper,
                "POST",
                "/api/repos/create",
                "{\"name\":\"%s\",\"organization\":\"harbour\",\"type\":\"%s\",\"private\":true}"
                        .formatted(name, kind));
        var page = kind.equals("model") ? "" : "/" + kind + "s";
        var batch = json(
                keeper,
                "POST",
                page + "/harbour/" + name + ".git/info/lfs/objects/batch",
                "{\"operation\":\"upload\",\"objects\":[{\"oid\":\"%s\",\"size\":%d}]}"
                        .formatted(oid(), weights().length));
        var upload =
                batch.path("objects").path(0).path("actions").path("upload").path("href");
        if (upload.isString()) {
            var put = HttpRequest.newBuilder(URI.create(upload.asString())).PUT(BodyPublishers.ofByteArray(weights()));
            http.send(put.build(), BodyHandlers.discarding());
        }
        var api = "/api/" + kind + "s/harbour/" + name;
        json(keeper, "POST", api + "/commit/main", """
                {"key":"header","value":{"summary":"Load the %1$s"}}
                {"key":"file","value":{"path":"README.md","encoding":"utf-8","content":"---\\nlicense: mit\\ntags: [%1$s]\\n---\\n%1$s"}}
                {"key":"file","value":{"path":"folder/%1$s.txt","encoding":"utf-8","content":"%1$s"}}
                {"key":"lfsFile","value":{"path":"weights.bin","algo":"sha256","oid":"%2$s","size":%3$d}}
                """.formatted(CARGO, oid(), weights().length));
        json(keeper, "POST", api + "/branch/" + BRANCH, "{}");
        json(keeper, "POST", api + "/tag/main", "{\"tag\":\"v1\"}");
        json(keeper, "POST", api + "/like", "");
    }

    /// Gives all three of a name another.
    void rename(String from, String to) throws Exception {
        for (var kind : KINDS) {
            json(
                    keeper,
                    "POST",
                    "/api/repos/move",
                    "{\"fromRepo\":\"harbour/%s\",\"toRepo\":\"harbour/%s\",\"type\":\"%s\"}"
                            .formatted(from, to, kind));
        }
    }

    static byte[] weights() {
        return ("the weights of the " + CARGO).getBytes(StandardCharsets.UTF_8);
    }

    static String oid() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights()));
    }

    /// Sends chunks to the chunk store.
    ChunkSender sender(String store, String token) {
        return new ChunkSender(http, store, token);
    }

    /// A request of somebody's that has to succeed.
    JsonNode json(String token, String method, String path, String body) throws Exception {
        var response =
                send(new Ask("", method, path, "application/json", body, false), "Authorization", "Bearer " + token);
        if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s %s: %s".formatted(method, path, new String(response.body(), StandardCharsets.UTF_8)));
        }
        return response.body().length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(response.body());
    }

    HttpResponse<byte[]> send(Ask ask, String... headers) throws Exception {
        return send(http, house.address(), ask, headers);
    }

    static HttpResponse<byte[]> send(HttpClient http, String address, Ask ask, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + ask.path()))
                .method(ask.method(), BodyPublishers.ofString(ask.body()));
        if (!ask.type().isEmpty()) {
            request.header("Content-Type", ask.type());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        http.close();
        house.close();
    }
}
