package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.fixtures.ChunkedFile;

/// Every door of a hub, for everybody, at every level of release, against two tables: what each may have of what, and
/// what the doors answer to those who may have so much.
final class GradientDoorsTest {
    private static final String WEIGHTS = "the bytes of the weights: 7.25 -1.5 0.0";
    private static final String SMALL = "a small file of weights: 1 2 3";

    private static final String WHO_HAS_WHAT = """
            who        withheld  hidden  staged  hosted  terms   byhand  open  recalled
            anonymous  gone      gone    papers  papers  papers  papers  all   recalled
            newcomer   gone      gone    papers  papers  papers  papers  all   recalled
            requester  gone      gone    papers  papers  papers  papers  all   recalled
            grantee    gone      gone    papers  papers  all     all     all   recalled
            expired    gone      gone    papers  papers  papers  papers  all   recalled
            colleague  gone      gone    papers  papers  papers  all     all   recalled
            partner    gone      all     all     papers  papers  papers  all   recalled
            crewmate   gone      all     all     papers  papers  papers  all   recalled
            lapsed     gone      gone    papers  papers  papers  papers  all   recalled
            suspended  gone      gone    papers  papers  papers  papers  all   recalled
            reader     all       all     all     all     all     all     all   recalled
            writer     all       all     all     all     all     all     all   recalled
            ada        all       all     all     all     all     all     all   recalled
            auditor    all       all     all     all     all     all     all   all
            admin      all       all     all     all     all     all     all   all
            """;

    // 4xx: 401 to strangers and 404 (absent) or 403 (refused) to those who are known.
    private static final String DOORS = """
            door        gone    papers  all  recalled
            info        absent  200     200  200
            tree        absent  200     200  403
            paths       absent  200     200  403
            commits     absent  200     200  403
            card        absent  200     200  403
            auth-check  absent  gated   200  403
            large       absent  gated   302  403
            small       absent  gated   200  403
            raw         absent  gated   200  403
            batch       absent  gated   ok   403
            object      absent  gated   200  403
            xet-token   absent  200     200  403
            xet-offer   absent  404     404  403
            chunks      absent  404     200  403
            git         absent  gated   200  403
            page        absent  200     200  403
            files       absent  200     200  403
            file        absent  200     200  403
            commit      absent  200     200  403
            """;

    @TempDir
    static Path folder;

    private static WholeHub hub;
    private static String oid;
    private static XetHash xetId;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        for (var name : List.of(
                "ada",
                "newcomer",
                "requester",
                "grantee",
                "expired",
                "colleague",
                "partner",
                "crewmate",
                "lapsed",
                "suspended",
                "reader",
                "writer")) {
            hub.account(name, "member");
        }
        hub.account("auditor", "auditor");
        hub.done(hub.post("ada", "/api/plimsoll/organisations", "{\"name\": \"lab\"}"));
        member("lab", "ada", "reader", "read");
        member("lab", "ada", "writer", "write");
        hub.done(hub.post("crewmate", "/api/plimsoll/organisations", "{\"name\": \"crew\"}"));
        hub.done(hub.post("colleague", "/api/plimsoll/organisations", "{\"name\": \"guild\"}"));
        var pact = agreement("2020-01-01T00:00:00Z", "2990-01-01T00:00:00Z", "partner", "crew", "suspended");
        agreement("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z", "lapsed");
        oid = WholeHub.sha256(WEIGHTS);
        xetId = ChunkedFile.of(WEIGHTS.getBytes(StandardCharsets.UTF_8), new Pointer(new Sha256(oid), WEIGHTS.length()))
                .id();
        publish("withheld", "{\"components\": {\"papers\": {\"access\": \"withheld\"}}}");
        publish(
                "hidden",
                staged(pact, ", \"papers\": {\"access\": \"partners\", \"agreement\": \"%s\"}".formatted(pact)));
        publish("staged", staged(pact, ""));
        publish("hosted", "{\"components\": {\"weights\": {\"access\": \"hosted\"}}}");
        publish("terms", "{\"components\": {\"weights\": {\"access\": \"on-terms\"}}, \"terms\": \"Be kind.\"}");
        publish("byhand", "{\"components\": {\"weights\": {\"access\": \"on-terms\", \"approval\": \"by-hand\"}}}");
        publish("open", "{}");
        publish("recalled", "{}");
        waitUntilCut();
        ask("grantee", "terms");
        for (var name : List.of("requester", "grantee", "suspended")) {
            ask(name, "byhand");
        }
        decide("byhand", "grantee", "");
        decide("byhand", "suspended", "");
        grant("terms", "suspended", "");
        grant("terms", "expired", ", \"until\": \"2021-01-01T00:00:00Z\"");
        grant("byhand", "expired", ", \"until\": \"2021-01-01T00:00:00Z\"");
        grant("byhand", "guild", "");
        hub.done(hub.send("admin", "PATCH", "/api/plimsoll/accounts/suspended", "{\"standing\": \"suspended\"}"));
        hub.done(hub.post("ada", "/api/models/lab/recalled/recall", "{\"reason\": \"It leaks names\"}"));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void everyDoorAnswersAsTheTablesSay() throws Exception {
        var people = WHO_HAS_WHAT.lines().map(line -> List.of(line.split(" +"))).toList();
        var levels = people.getFirst();
        var doors = DOORS.lines().map(line -> List.of(line.split(" +"))).toList();
        var expected = new LinkedHashMap<String, String>();
        var told = new LinkedHashMap<String, String>();
        for (var row : people.subList(1, people.size())) {
            for (int column = 1; column < row.size(); column++) {
                int has = doors.getFirst().indexOf(row.get(column));
                for (var door : doors.subList(1, doors.size())) {
                    var cell = "%s at %s of %s".formatted(row.getFirst(), door.getFirst(), levels.get(column));
                    expected.put(cell, status(door.get(has), row.getFirst()));
                    told.put(cell, ask(row.getFirst(), door.getFirst(), levels.get(column), row.get(column)));
                }
            }
        }
        told.entrySet().removeIf(cell -> cell.getValue().equals(expected.get(cell.getKey())));
        expected.keySet().retainAll(told.keySet());
        assertEquals(expected, told);
    }

    private static String status(String word, String who) {
        boolean stranger = who.equals("anonymous");
        return switch (word) {
            case "absent" -> stranger ? "401" : "404";
            case "gated" -> stranger ? "401 or 403" : "403";
            default -> word;
        };
    }

    private static String ask(String who, String door, String level, String has) throws Exception {
        var repository = "lab/" + level;
        var answer = switch (door) {
            case "info" -> hub.get(who, "/api/models/" + repository);
            case "tree" -> hub.get(who, "/api/models/%s/tree/main".formatted(repository));
            case "paths" ->
                hub.post(who, "/api/models/%s/paths-info/main".formatted(repository), "{\"paths\": [\"head.bin\"]}");
            case "commits" -> hub.get(who, "/api/models/%s/commits/main".formatted(repository));
            case "card" -> hub.get(who, "/%s/resolve/main/README.md".formatted(repository));
            case "auth-check" -> hub.get(who, "/api/models/%s/auth-check".formatted(repository));
            case "large" -> hub.get(who, "/%s/resolve/main/model.safetensors".formatted(repository));
            case "small" -> hub.get(who, "/%s/resolve/main/head.bin".formatted(repository));
            case "raw" -> hub.get(who, "/%s/raw/main/head.bin".formatted(repository));
            case "batch" ->
                hub.post(who, "/%s.git/info/lfs/objects/batch".formatted(repository), """
                    {"operation":"download","objects":[{"oid":"%s","size":%d}]}""".formatted(
                                oid, WEIGHTS.length()));
            case "object" -> hub.get(who, "/%s.git/info/lfs/objects/%s".formatted(repository, oid));
            case "xet-token" -> hub.get(who, xetToken(repository, "read"));
            case "xet-offer" -> ofStore(who, repository, "/v1/chunks/default/" + xetId);
            case "chunks" -> ofStore(who, repository, "/v2/reconstructions/" + xetId);
            case "git" -> hub.get(who, "/%s.git/info/refs?service=git-upload-pack".formatted(repository));
            case "page" -> hub.get(who, "/" + repository);
            case "files" -> hub.get(who, "/%s/tree/main".formatted(repository));
            case "file" -> hub.get(who, "/%s/blob/main/head.bin".formatted(repository));
            case "commit" -> hub.get(who, "/%s/commit/main".formatted(repository));
            default -> throw new IllegalArgumentException(door);
        };
        if (!has.equals("all")) {
            assertFalse(answer.body().contains(SMALL), () -> who + " got bytes at " + door + " of " + level);
            assertFalse(answer.body().contains(WEIGHTS), () -> who + " got bytes at " + door + " of " + level);
        }
        var status = door.equals("batch") ? ofBatch(answer) : Integer.toString(answer.statusCode());
        boolean eitherWay =
                who.equals("anonymous") && has.equals("papers") && (status.equals("401") || status.equals("403"));
        return eitherWay ? "401 or 403" : status;
    }

    private static String xetToken(String repository, String scope) {
        return "/api/models/%s/xet-%s-token/main".formatted(repository, scope);
    }

    /// What the chunk store answers to the token that its door gave, or what the door answered.
    private static HttpResponse<String> ofStore(String who, String repository, String path) throws Exception {
        var door = hub.get(who, xetToken(repository, "read"));
        if (door.statusCode() != 200) {
            return door;
        }
        var access = WholeHub.json(door);
        return hub.bearing(
                access.get("accessToken").asString(), access.get("casUrl").asString() + path);
    }

    // Files that came whole can be had by their chunks a few seconds later.
    private static void waitUntilCut() throws Exception {
        while (ofStore("ada", "lab/open", "/v2/reconstructions/" + xetId).statusCode() != 200) {
            Thread.sleep(100);
        }
    }

    // A batch succeeds as a whole and refuses file by file.
    private static String ofBatch(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return Integer.toString(answer.statusCode());
        }
        var item = WholeHub.json(answer).get("objects").get(0);
        return item.has("error") ? item.get("error").get("code").asString() : "ok";
    }

    private static void publish(String name, String plan) throws Exception {
        var repository = "lab/" + name;
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\", \"organization\": \"lab\"}".formatted(name)));
        hub.done(hub.send("ada", "PUT", "/api/models/%s/release".formatted(repository), plan));
        hub.commit("ada", repository, "README.md", "# " + name);
        assertEquals(oid, hub.commitLarge("ada", repository, "model.safetensors", WEIGHTS));
        hub.commit("ada", repository, "head.bin", SMALL);
    }

    private static String staged(String pact, String more) {
        return "{\"components\": {\"weights\": {\"access\": \"partners\", \"agreement\": \"%s\"}%s}}"
                .formatted(pact, more);
    }

    private static String agreement(String from, String until, String... parties) throws Exception {
        var made = hub.done(hub.post("ada", "/api/plimsoll/agreements/lab", """
                {"title": "Pact", "document": "%s", "parties": ["%s"], "signatories": "A., B.", "from": "%s", "until": "%s"}""".formatted(
                        "0".repeat(64), String.join("\", \"", parties), from, until)));
        return made.get("id").asString();
    }

    private static void member(String organisation, String by, String name, String role) throws Exception {
        hub.done(hub.send(
                by,
                "PUT",
                "/api/plimsoll/organisations/%s/members/%s".formatted(organisation, name),
                "{\"role\": \"%s\"}".formatted(role)));
    }

    private static void ask(String who, String name) throws Exception {
        var address = "/api/models/lab/%s/user-access-request/ask".formatted(name);
        var terms = hub.done(hub.get(who, address)).get("termsSha256").asString();
        hub.done(hub.post(who, address, "{\"termsSha256\": \"%s\"}".formatted(terms)));
    }

    private static void decide(String name, String who, String more) throws Exception {
        hub.done(hub.post(
                "ada",
                "/api/models/lab/%s/user-access-request/handle".formatted(name),
                "{\"user\": \"%s\", \"status\": \"accepted\"%s}".formatted(who, more)));
    }

    private static void grant(String name, String who, String more) throws Exception {
        hub.done(hub.post(
                "ada",
                "/api/models/lab/%s/user-access-request/grant".formatted(name),
                "{\"user\": \"%s\"%s}".formatted(who, more)));
    }

    /// What each knows of a name that is taken without their seeing it: nothing.
    @Test
    void aHiddenNameIsNoOracle() throws Exception {
        var hidden = hub.get("newcomer", "/api/models/lab/withheld");
        var absent = hub.get("newcomer", "/api/models/lab/nothing-here");
        assertEquals(absent.statusCode(), hidden.statusCode());
        assertEquals(absent.body(), hidden.body());
        assertEquals(names(absent.headers().map()), names(hidden.headers().map()));
        var create = "{\"name\": \"%s\", \"organization\": \"lab\"}";
        assertEquals(
                hub.post("newcomer", "/api/repos/create", create.formatted("nothing-here"))
                        .body(),
                hub.post("newcomer", "/api/repos/create", create.formatted("withheld"))
                        .body());
    }

    private static List<String> names(Map<String, List<String>> headers) {
        return headers.keySet().stream().sorted().toList();
    }
}
